import type { HeldImage } from "./imageInEngine.ts";

interface Sequence<T> {
  readonly bring: (item: T) => Promise<HeldImage>;
  /** Called with each image in turn; what it rejects with is its own. */
  readonly work: (item: T, image: HeldImage) => Promise<void>;
  /** Called with an item that could not be brought or worked with. */
  readonly onFailed: (item: T, error: unknown) => void;
}

/** A promise whose rejection is dealt with later. */
const later = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => undefined);
  return promise;
};

/**
 * Works with one image after another. The next is brought while one is worked with, and an image
 * goes only once the next is there: an engine keeps what both share only as long as one of them
 * stays. At most two are there at a time; where two do not fit, the first goes before the second is
 * brought again.
 */
export const inSequence = async <T>(
  items: readonly T[],
  { bring, work, onFailed }: Sequence<T>,
): Promise<void> => {
  let last: HeldImage | undefined;
  const releaseLast = async (): Promise<void> => {
    const image = last;
    last = undefined;
    await image?.release();
  };
  const again = async (item: T, error: unknown): Promise<HeldImage> => {
    if (last === undefined) throw error;
    await releaseLast();
    return bring(item);
  };
  let coming = items[0] === undefined ? undefined : later(bring(items[0]));
  for (const [at, item] of items.entries()) {
    try {
      const brought = coming;
      coming = undefined;
      const image = await (brought ?? bring(item)).catch((error: unknown) => again(item, error));
      await releaseLast();
      last = image;
      const next = items[at + 1];
      coming = next === undefined ? undefined : later(bring(next));
      await work(item, image);
    } catch (error) {
      onFailed(item, error);
    }
  }
  await releaseLast();
};

/**
 * Images in an order in which neighbours share the longest beginnings of their chains of layers;
 * equal ones keep their order.
 */
export const byChain = <T>(items: readonly T[], chainOf: (item: T) => readonly string[]): T[] => {
  const shared = (a: readonly string[], b: readonly string[]): number => {
    const at = a.findIndex((layer, index) => layer !== b[index]);
    return at === -1 ? a.length : at;
  };
  const left = [...items];
  const ordered: T[] = [];
  while (left.length > 0) {
    const before = ordered.at(-1);
    const chain = before === undefined ? [] : chainOf(before);
    const lengths = left.map((item) => shared(chainOf(item), chain));
    ordered.push(...left.splice(lengths.indexOf(Math.max(...lengths)), 1));
  }
  return ordered;
};
