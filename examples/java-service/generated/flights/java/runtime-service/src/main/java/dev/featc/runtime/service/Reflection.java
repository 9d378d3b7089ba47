package dev.featc.runtime.service;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionProto;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/**
 * Server reflection by grpc-services, one message at a time. Knows no feature set.
 *
 * <p>Messages of v1alpha have the same fields as those of v1, so that one function answers both.
 */
final class Reflection {
    static final String SERVICE = "grpc.reflection.v1.ServerReflection";
    static final String SERVICE_ALPHA = "grpc.reflection.v1alpha.ServerReflection";

    private final ServerReflectionGrpc.AsyncService library =
            (ServerReflectionGrpc.AsyncService) ProtoReflectionServiceV1.newInstance();

    /** The schema of v1alpha, which is that of v1 in another package. */
    static FileDescriptor alpha() {
        FileDescriptorProto.Builder file = ServerReflectionProto.getDescriptor().toProto().toBuilder();
        file.setName("grpc/reflection/v1alpha/reflection.proto").setPackage("grpc.reflection.v1alpha").clearOptions();
        for (DescriptorProto.Builder message : file.getMessageTypeBuilderList()) {
            for (FieldDescriptorProto.Builder field : message.getFieldBuilderList()) {
                if (field.hasTypeName()) {
                    field.setTypeName(alpha(field.getTypeName()));
                }
            }
        }
        for (MethodDescriptorProto.Builder method : file.getServiceBuilder(0).getMethodBuilderList()) {
            method.setInputType(alpha(method.getInputType())).setOutputType(alpha(method.getOutputType()));
        }
        try {
            return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String alpha(String type) {
        return type.replace(".grpc.reflection.v1.", ".grpc.reflection.v1alpha.");
    }

    /** The answer to one message of the stream. To be called in a call's context, which has the server. */
    byte[] answer(byte[] data) {
        ServerReflectionRequest request = Wire.parse(
                ServerReflectionRequest.parser(), data, "grpc.reflection.v1.ServerReflectionRequest");
        Collector collector = new Collector();
        StreamObserver<ServerReflectionRequest> stream = library.serverReflectionInfo(collector);
        stream.onNext(request);
        stream.onCompleted();
        return collector.response.toByteArray();
    }

    /** Takes one response, at once. */
    private static final class Collector extends ServerCallStreamObserver<ServerReflectionResponse> {
        private ServerReflectionResponse response = ServerReflectionResponse.getDefaultInstance();

        @Override
        public void onNext(ServerReflectionResponse value) {
            response = value;
        }

        @Override
        public void onError(Throwable error) {
            throw new IllegalStateException(error);
        }

        @Override
        public void onCompleted() {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void request(int count) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void disableAutoRequest() {}

        @Override
        public void setOnReadyHandler(Runnable handler) {}

        @Override
        public void setOnCancelHandler(Runnable handler) {}

        @Override
        public void setCompression(String compression) {}

        @Override
        public void setMessageCompression(boolean enable) {}
    }
}
