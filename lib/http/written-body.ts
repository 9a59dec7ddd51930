interface WrittenBody {
  body: ReadableStream<Uint8Array>;
  /** Hands over the next piece once the client wants it; rejects when the client is gone. */
  write(piece: string): Promise<void>;
  /** Resolves with the first piece, before anybody asks for it. */
  begun: Promise<void>;
  end(): void;
  /** Ends the body so that it cannot be taken for a whole one: the connection is cut. */
  cut(): void;
}

/**
 * The body of an answer that is made while it is read, no faster than it is read.
 * @param signal tells that the client is gone before it asked for anything.
 */
export function writtenBody(signal: AbortSignal): WrittenBody {
  const encoder = new TextEncoder();
  const begun = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<never>();
  // Whoever writes hears of it; when nobody does, it is no fault either.
  gone.promise.catch(() => undefined);
  const leave = () => gone.reject(new ClientGone());
  if (signal.aborted) leave();
  signal.addEventListener("abort", leave, { once: true });
  let wanted = Promise.withResolvers<void>();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (given) => {
        controller = given;
      },
      pull: () => wanted.resolve(),
      cancel: leave,
    },
    // Nothing is made ahead.
    { highWaterMark: 0 },
  );
  return {
    body,
    begun: begun.promise,
    async write(piece) {
      begun.resolve();
      await Promise.race([wanted.promise, gone.promise]);
      wanted = Promise.withResolvers<void>();
      controller?.enqueue(encoder.encode(piece));
    },
    end: () => controller?.close(),
    // Next destroys the connection for whatever the error is, and is silent about this one.
    cut: () => controller?.error(new DOMException("The rest could not be made.", "AbortError")),
  };
}

/** The client went away in the middle. */
export class ClientGone extends Error {}
