package estiva.control.files;

import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the exceptions of Amazon's client mean. */
final class S3Errors {
    private S3Errors() {}

    /** @param address of the object, for the message */
    static IOException of(SdkException failure, String address) {
        if (!(failure instanceof AwsServiceException)) {
            return ObjectErrors.unanswered(address, failure);
        }
        AwsServiceException answer = (AwsServiceException) failure;
        String code = answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorCode();
        if (answer.isThrottlingException() || "RequestTimeout".equals(code)) {
            return ObjectErrors.unavailable(address, "status " + answer.statusCode() + ", " + code, failure);
        }
        if ("NoSuchBucket".equals(code)) {
            return new IOException(address + ": there is no such bucket", failure);
        }
        return ObjectErrors.of(answer.statusCode(), code, address, failure);
    }
}
