package estiva.control.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the answers of an object store mean to those who know files. */
final class S3Errors {
    private S3Errors() {}

    /** @param address of the object, for the message */
    static IOException of(SdkException failure, String address) {
        if (!(failure instanceof AwsServiceException)) {
            // No answer: no connection, or none in time.
            return new FileUnavailable(address + ": " + failure.getMessage(), failure);
        }
        AwsServiceException answer = (AwsServiceException) failure;
        String code = answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorCode();
        if (answer.isThrottlingException() || answer.statusCode() >= 500 || answer.statusCode() == 408
                || "RequestTimeout".equals(code)) {
            return new FileUnavailable(address + ": " + described(answer, code), failure);
        }
        return switch (answer.statusCode()) {
            case 401, 403 -> new AccessDeniedException(address, null, "access is denied to these credentials ("
                    + described(answer, code) + ")");
            case 404 -> "NoSuchBucket".equals(code)
                    ? new IOException(address + ": there is no such bucket", failure)
                    : new NoSuchFileException(address);
            case 412 -> FileChanged.changed();
            default -> new IOException(address + ": " + described(answer, code), failure);
        };
    }

    private static String described(AwsServiceException answer, String code) {
        return "status " + answer.statusCode() + (code == null ? "" : ", " + code);
    }
}
