package dev.featc.runtime.service;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthProto;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The standard health service: serving until the drain begins, then not. Knows nothing of what is served.
 *
 * <p>grpc-services knows the service without List, so that its schema is completed here.
 */
final class Health {
    static final String SERVICE = "grpc.health.v1.Health";
    static final FileDescriptor SCHEMA = schema();

    private final SortedSet<String> names;
    private final Drain drain;

    /** Health of the process ("") and of a service: both serve, or, once the drain has begun, none does. */
    Health(String service, Drain drain) {
        this.names = new TreeSet<>();
        names.add("");
        names.add(service);
        this.drain = drain;
    }

    /** NOT_FOUND for a service that is none of these. */
    byte[] check(byte[] data) {
        String name = name(data);
        if (!names.contains(name)) {
            String text = "no service " + Values.quoted(Refusal.shortened(name, 80)) + " here";
            throw new Refusal(Status.Code.NOT_FOUND, text);
        }
        return status(status());
    }

    /** The status of every service. */
    byte[] list(byte[] data) {
        Descriptor response = SCHEMA.findMessageTypeByName("HealthListResponse");
        FieldDescriptor statuses = response.findFieldByName("statuses");
        Descriptor entry = statuses.getMessageType();
        DynamicMessage.Builder message = DynamicMessage.newBuilder(response);
        DynamicMessage.Builder status = DynamicMessage.newBuilder(entry.findFieldByName("value").getMessageType());
        status.setField(status.getDescriptorForType().findFieldByName("status"), status().getValueDescriptor());
        for (String name : names) {
            message.addRepeatedField(
                    statuses,
                    DynamicMessage.newBuilder(entry)
                            .setField(entry.findFieldByName("key"), name)
                            .setField(entry.findFieldByName("value"), status.build())
                            .build());
        }
        return message.build().toByteArray();
    }

    /** What a watcher is told at once. */
    byte[] watch(byte[] data) {
        return status(names.contains(name(data)) ? status() : ServingStatus.SERVICE_UNKNOWN);
    }

    /** What a watcher is told when the drain begins; empty if that is no news. */
    byte[] watchInDrain(byte[] data) {
        return names.contains(name(data)) ? status(ServingStatus.NOT_SERVING) : new byte[0];
    }

    private ServingStatus status() {
        return drain.begun() ? ServingStatus.NOT_SERVING : ServingStatus.SERVING;
    }

    private static byte[] status(ServingStatus status) {
        return HealthCheckResponse.newBuilder().setStatus(status).build().toByteArray();
    }

    private static String name(byte[] data) {
        return Wire.parse(HealthCheckRequest.parser(), data, "grpc.health.v1.HealthCheckRequest").getService();
    }

    /** The schema of the library with List, which newer ones have. */
    private static FileDescriptor schema() {
        FileDescriptor known = HealthProto.getDescriptor();
        if (known.findMessageTypeByName("HealthListResponse") != null) {
            return known;
        }
        FileDescriptorProto.Builder file = known.toProto().toBuilder();
        file.addMessageTypeBuilder().setName("HealthListRequest");
        DescriptorProto.Builder response = file.addMessageTypeBuilder().setName("HealthListResponse");
        DescriptorProto.Builder entry = response.addNestedTypeBuilder().setName("StatusesEntry");
        entry.getOptionsBuilder().setMapEntry(true);
        entry.addFieldBuilder()
                .setName("key")
                .setNumber(1)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                .setType(FieldDescriptorProto.Type.TYPE_STRING);
        entry.addFieldBuilder()
                .setName("value")
                .setNumber(2)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                .setTypeName(".grpc.health.v1.HealthCheckResponse");
        response.addFieldBuilder()
                .setName("statuses")
                .setNumber(1)
                .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED)
                .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                .setTypeName(".grpc.health.v1.HealthListResponse.StatusesEntry");
        file.getServiceBuilder(0)
                .addMethodBuilder()
                .setName("List")
                .setInputType(".grpc.health.v1.HealthListRequest")
                .setOutputType(".grpc.health.v1.HealthListResponse");
        try {
            return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }
}
