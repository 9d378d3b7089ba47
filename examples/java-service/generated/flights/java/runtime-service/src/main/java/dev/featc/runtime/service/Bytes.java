package dev.featc.runtime.service;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Messages as gRPC carries them, not parsed. */
final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    private static final Bytes MARSHALLER = new Bytes();

    private Bytes() {}

    /** A method from bytes to bytes. */
    static MethodDescriptor<byte[], byte[]> method(String service, String name, MethodType type) {
        return MethodDescriptor.<byte[], byte[]>newBuilder(MARSHALLER, MARSHALLER)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(service, name))
                .setType(type)
                .build();
    }

    @Override
    public InputStream stream(byte[] value) {
        return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
        try {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
