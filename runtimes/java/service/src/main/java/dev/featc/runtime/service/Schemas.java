package dev.featc.runtime.service;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;

/**
 * Schemas as they are described: protobuf's Java does not compile with some names, and has others for them. Knows no feature
 * set.
 */
public final class Schemas {
    private Schemas() {}

    /**
     * The schema with its own names.
     *
     * @param made as protobuf's classes have it
     * @param names each a message or a field of {@code made} and, behind a blank, what the schema calls it:
     *     {@code "Row.descriptor_field descriptor"}; a message comes after its fields
     */
    public static FileDescriptor named(FileDescriptor made, String... names) {
        FileDescriptorProto.Builder file = made.toProto().toBuilder();
        for (String pair : names) {
            int blank = pair.indexOf(' ');
            rename(file, pair.substring(0, blank), pair.substring(blank + 1));
        }
        try {
            FileDescriptor[] needed = made.getDependencies().toArray(new FileDescriptor[0]);
            return FileDescriptor.buildFrom(file.build(), needed);
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void rename(FileDescriptorProto.Builder file, String path, String name) {
        int dot = path.indexOf('.');
        String first = dot < 0 ? path : path.substring(0, dot);
        for (DescriptorProto.Builder message : file.getMessageTypeBuilderList()) {
            if (dot < 0) {
                refer(message, "." + file.getPackage() + "." + first, "." + file.getPackage() + "." + name);
            }
            if (!message.getName().equals(first)) {
                continue;
            }
            if (dot < 0) {
                message.setName(name);
            } else {
                field(message, path.substring(dot + 1), name);
            }
        }
    }

    /** Fields of a message's type have it under its new name. */
    private static void refer(DescriptorProto.Builder message, String type, String name) {
        for (FieldDescriptorProto.Builder field : message.getFieldBuilderList()) {
            if (field.getTypeName().equals(type)) {
                field.setTypeName(name);
            }
        }
    }

    private static void field(DescriptorProto.Builder message, String old, String name) {
        for (FieldDescriptorProto.Builder field : message.getFieldBuilderList()) {
            if (field.getName().equals(old)) {
                field.setName(name);
            }
        }
        for (OneofDescriptorProto.Builder oneof : message.getOneofDeclBuilderList()) {
            if (oneof.getName().equals("_" + old)) {
                oneof.setName("_" + name);
            }
        }
    }
}
