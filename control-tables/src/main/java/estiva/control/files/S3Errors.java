package estiva.control.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
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
        String code = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorCode();
        if (answer.isThrottlingException() || "RequestTimeout".equals(code)) {
            return ObjectErrors.unavailable(address, "status " + answer.statusCode() + ", " + code, failure);
        }
        if ("NoSuchBucket".equals(code)) {
            return new IOException(address + ": there is no such bucket", failure);
        }
        if ("InvalidObjectState".equals(code)) {
            return new AccessDeniedException(address, null, "it is archived; restore it first");
        }
        if (answer.statusCode() == 301 || "AuthorizationHeaderMalformed".equals(code)) {
            return new IOException(
                    address + ": the bucket is in another region; set estiva.files.s3.region (" + answer.statusCode()
                            + ")",
                    failure);
        }
        return ObjectErrors.of(answer.statusCode(), code, address, failure);
    }
}
