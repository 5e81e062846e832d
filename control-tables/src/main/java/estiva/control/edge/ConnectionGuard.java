package estiva.control.edge;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that a connection is not held by a client that does nothing with it: header, body and answer have to move.
 * Stands between the decoder of HTTP/1.1 and Vert.x. All that happens here happens on the connection's event loop.
 */
final class ConnectionGuard extends ChannelDuplexHandler {
    private static final long LOOK_MILLIS = 250;
    /** How long a client has to read a last answer: a closed socket with bytes unread would take it away again. */
    private static final long LAST_WORD_MILLIS = 2_000;
    /** Requests sent before the one before them is answered; browsers send none, and these wait in memory. */
    private static final int LONGEST_PIPELINE = 16;

    private final RequestCheck check;
    private final Refusals refusals;
    /** What this connection gets for an answer unless it asks for a probe; null: whatever it asks for. */
    private final EdgeProblem turnedAway;

    private final RequestWatch request;
    private final BodyWatch body;
    private final AnswerWatch answer;

    private ChannelHandlerContext context;
    private Future<?> looking;
    /** Requests that are not yet answered to the end. */
    private int unanswered;

    private boolean isAnswering;
    private boolean isClosing;
    private EdgeProblem lastWord;
    private List<Runnable> afterAnswer = new ArrayList<>();

    ConnectionGuard(HttpConfig config, Refusals refusals, EdgeProblem turnedAway) {
        this.refusals = refusals;
        this.turnedAway = turnedAway;
        this.check = new RequestCheck(config.headers());
        this.request = turnedAway == null ? RequestWatch.of(config) : RequestWatch.ofOneTurnedAway();
        this.body = new BodyWatch(config.bodyTime(), config.bodyRate().asLongValue(), config.slowFor());
        this.answer = new AnswerWatch(config.answerRate().asLongValue(), config.slowFor());
    }

    /** Whether it is beyond the limits, and only for probes. */
    boolean isTurnedAway() {
        return turnedAway != null;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        request.begin(System.nanoTime());
        looking = added.executor().scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ended) {
        looking.cancel(false);
        answered();
        ended.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        EdgeProblem problem = isClosing ? null : problem(message);
        if (problem != null) {
            refuse(Refusals.Reason.request, problem);
        }
        if (isClosing) {
            ReferenceCountUtil.release(message);
        } else {
            reading.fireChannelRead(message);
        }
    }

    private EdgeProblem problem(Object message) {
        if (message instanceof HttpRequest head) {
            EdgeProblem problem = check.problem(head);
            if (problem != null) {
                return problem;
            }
            String path = RequestTarget.path(head.uri());
            if (turnedAway != null && !RequestTarget.isProbe(path)) {
                return turnedAway;
            }
            RequestCheck.passBy(head, path);
            begin();
        }
        if (message instanceof HttpContent content) {
            if (!content.decoderResult().isSuccess()) {
                return EdgeProblem.of(400, "The body is not encoded as its header says", "");
            }
            body.count(content.content().readableBytes());
            if (message instanceof LastHttpContent) {
                body.end();
            }
        }
        return null;
    }

    private void begin() {
        unanswered++;
        if (unanswered > LONGEST_PIPELINE) {
            close(Refusals.Reason.request);
        }
        body.begin(System.nanoTime());
    }

    @Override
    public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
        if (isClosing && lastWord == null) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        boolean isInterim = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        isAnswering |= message instanceof HttpResponse && !isInterim;
        answer.count(message);
        boolean isEnd = message instanceof LastHttpContent && !isInterim;
        writing.write(message, promise);
        if (isEnd) {
            ended();
        }
    }

    private void ended() {
        unanswered--;
        isAnswering = false;
        request.answered(System.nanoTime());
        answered();
        if (unanswered == 0 && lastWord != null) {
            say(lastWord);
        } else if (turnedAway != null) {
            hangUpAfter(context.writeAndFlush(Unpooled.EMPTY_BUFFER));
        }
    }

    private void answered() {
        List<Runnable> todo = afterAnswer;
        afterAnswer = new ArrayList<>();
        todo.forEach(Runnable::run);
    }

    /** What is to be done when the request that is being carried out is answered, or can no longer be. */
    void afterAnswer(Runnable todo) {
        if (context.channel().isActive()) {
            afterAnswer.add(todo);
        } else {
            todo.run();
        }
    }

    private void look() {
        long now = System.nanoTime();
        if (answer.isTooSlow(context.channel(), now)) {
            close(Refusals.Reason.answer);
        } else if (!isClosing) {
            lookAtRequest(now);
        }
    }

    private void lookAtRequest(long now) {
        if (body.isRunning()) {
            if (body.isLate(now, context.channel().config().isAutoRead())) {
                refuse(Refusals.Reason.body, body.problem());
            }
        } else if (unanswered == 0 && AnswerWatch.waiting(context.channel()) > 0) {
            // The time to send the next request begins when this answer is taken.
            request.begin(now);
        } else if (unanswered == 0 && request.isLate(now)) {
            hangUpOnSilence();
        }
    }

    private void hangUpOnSilence() {
        if (turnedAway != null) {
            refuse(Refusals.Reason.connections, turnedAway);
        } else if (request.isFirst()) {
            refuse(Refusals.Reason.header, request.problem());
        } else {
            isClosing = true;
            context.close();
        }
    }

    private void close(Refusals.Reason reason) {
        refusals.count(reason);
        isClosing = true;
        // What the system has in its buffers for this client is dropped as well.
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context.close();
    }

    /** Answers, as soon as all that was asked before is answered, and hangs up. */
    private void refuse(Refusals.Reason reason, EdgeProblem problem) {
        refusals.count(reason);
        isClosing = true;
        // The request whose body is refused gets this for its answer, if it has none.
        boolean hasAnswer = body.isRunning() && (isAnswering || unanswered == 0);
        unanswered -= body.isRunning() && !hasAnswer ? 1 : 0;
        if (hasAnswer) {
            context.close();
        } else if (unanswered > 0) {
            lastWord = problem;
        } else {
            say(problem);
        }
    }

    private void say(EdgeProblem problem) {
        lastWord = null;
        hangUpAfter(context.writeAndFlush(problem.closing()));
    }

    /** Waits until the client has had time to read what was written, whatever it still sends. */
    void hangUpAfter(ChannelFuture last) {
        isClosing = true;
        last.addListener(written -> {
            boolean isPlain = context.pipeline().get(SslHandler.class) == null;
            if (isPlain && context.channel() instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            }
            context.executor().schedule(() -> context.close(), LAST_WORD_MILLIS, TimeUnit.MILLISECONDS);
        });
    }
}
