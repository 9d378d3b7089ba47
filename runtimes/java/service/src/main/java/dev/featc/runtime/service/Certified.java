package dev.featc.runtime.service;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers whose GetFeatureSet shows a parity certificate: the file that featc certify wrote. */
final class Certified implements Answers {
    /** The first of a certificate, which is the set's: those of other things come after it, and none is a set's. */
    private static final Pattern FINGERPRINT = Pattern.compile("\\A\\{.*?\"fingerprint\": *\"(\\w+)\"", Pattern.DOTALL);

    private static final int MOST_BYTES = 32 << 20;

    private final Answers answers;
    private final byte[] featureSet;

    private Certified(Answers answers, byte[] featureSet) {
        this.answers = answers;
        this.featureSet = featureSet;
    }

    /** IllegalArgumentException for a file that is no certificate of what these answers compute. */
    static Answers of(Answers answers, Path path) {
        String text = read(path);
        Matcher found = FINGERPRINT.matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException("argument --certificate: " + path + " is no certificate");
        }
        Descriptor type = answers.schema().findMessageTypeByName("GetFeatureSetResponse");
        try {
            DynamicMessage told = DynamicMessage.parseFrom(type, answers.getFeatureSet(new byte[0]));
            String own = (String) told.getField(type.findFieldByName("fingerprint"));
            if (!found.group(1).equals(own)) {
                throw new IllegalArgumentException("argument --certificate: " + path + " is of fingerprint "
                        + found.group(1) + ", this service has " + own);
            }
            FieldDescriptor field = type.findFieldByName("certificate");
            return new Certified(answers, told.toBuilder().setField(field, text).build().toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a regular file has, which is not too much. Opening anything else might wait for ever. */
    private static String read(Path path) {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IllegalArgumentException("argument --certificate: " + path + " is not a regular file");
        }
        byte[] content;
        try (InputStream file = Files.newInputStream(path)) {
            content = file.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new IllegalArgumentException("argument --certificate: " + path + " cannot be read", e);
        }
        if (content.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "argument --certificate: " + path + " has more than " + MOST_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("argument --certificate: " + path + " is not UTF-8", e);
        }
    }

    @Override
    public String name() {
        return answers.name();
    }

    @Override
    public FileDescriptor schema() {
        return answers.schema();
    }

    @Override
    public byte[] transform(byte[] data) {
        return answers.transform(data);
    }

    @Override
    public byte[] transformBatch(byte[] data, Limits limits, BooleanSupplier stillWanted) {
        return answers.transformBatch(data, limits, stillWanted);
    }

    @Override
    public byte[] transformStreamed(byte[] data) {
        return answers.transformStreamed(data);
    }

    @Override
    public byte[] getFeatureSet(byte[] data) {
        answers.getFeatureSet(data); // refuses what is no request
        return featureSet;
    }
}
