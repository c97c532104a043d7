/** Reads a source piece by piece; goes back by opening it again. */
export interface SourceCursor {
  piece(start: number, end: number): AsyncGenerator<Uint8Array, void, undefined>;
}

/** A cursor at the beginning of what `open` gives. */
export const makeCursor = (open: () => AsyncIterable<Uint8Array>): SourceCursor => {
  const state: { iterator: AsyncIterator<Uint8Array> | undefined; rest: Uint8Array; at: number } = {
    iterator: undefined,
    rest: new Uint8Array(0),
    at: 0,
  };

  /** Up to `most` bytes; undefined at the end. */
  const next = async (most: number): Promise<Uint8Array | undefined> => {
    while (state.rest.byteLength === 0) {
      const result = await state.iterator?.next();
      if (result === undefined || result.done === true) return undefined;
      state.rest = result.value;
    }
    const part = state.rest.subarray(0, most);
    state.rest = state.rest.subarray(part.byteLength);
    state.at += part.byteLength;
    return part;
  };

  const seek = async (offset: number): Promise<void> => {
    if (state.iterator === undefined || state.at > offset) {
      await state.iterator?.return?.();
      Object.assign(state, {
        iterator: open()[Symbol.asyncIterator](),
        rest: new Uint8Array(0),
        at: 0,
      });
    }
    while (state.at < offset && (await next(offset - state.at)) !== undefined);
  };

  async function* piece(start: number, end: number): AsyncGenerator<Uint8Array, void, undefined> {
    await seek(start);
    while (state.at < end) {
      const part = await next(end - state.at);
      if (part === undefined) return;
      yield part;
    }
  }
  return { piece };
};
