/** Takes a stream apart by counts of bytes. */
export interface ByteReader {
  /** Exactly `count` bytes, or fewer at the end of the stream. */
  take(count: number): Promise<Uint8Array>;
  /** The next `count` bytes as they come; fewer at the end of the stream. */
  stream(count: number): AsyncGenerator<Uint8Array>;
}

export const byteReader = (source: AsyncIterable<Uint8Array>): ByteReader => {
  const iterator = source[Symbol.asyncIterator]();
  let left: Uint8Array = new Uint8Array();
  const next = async (most: number): Promise<Uint8Array | undefined> => {
    while (left.length === 0) {
      const { value, done } = await iterator.next();
      if (done === true) return undefined;
      left = value;
    }
    const part = left.subarray(0, most);
    left = left.subarray(part.length);
    return part;
  };
  const stream = async function* (count: number): AsyncGenerator<Uint8Array> {
    for (let missing = count; missing > 0;) {
      const part = await next(missing);
      if (part === undefined) return;
      missing -= part.length;
      yield part;
    }
  };
  const take = async (count: number): Promise<Uint8Array> => {
    if (left.length >= count) return (await next(count)) ?? new Uint8Array();
    const parts: Uint8Array[] = [];
    for await (const part of stream(count)) parts.push(part);
    return Buffer.concat(parts);
  };
  return { take, stream };
};
