import { DlEnvError } from "../errors/error.ts";
import type { Repository } from "../registry/repository.ts";
import { orderOf } from "./imageOrder.ts";
import { readImage } from "./publishedImage.ts";

/** The order of the image behind a digest; undefined for what is not ours. See `orderOf`. */
export type OrderReader = (digest: string) => Promise<string | undefined>;

/** Reads the order of images, each once; those in `known` are not read. */
export const orderReader = (
  to: Repository,
  known: Iterable<{ readonly digest: string; readonly order?: string | undefined }>,
): OrderReader => {
  const orders = new Map<string, Promise<string | undefined>>();
  for (const { digest, order } of known) orders.set(digest, Promise.resolve(order));
  const read = async (digest: string): Promise<string | undefined> => {
    try {
      return orderOf(await readImage(to, digest));
    } catch (error) {
      // What is not one of our images (an index, say) has no order, and is replaced.
      if (error instanceof DlEnvError && error.code === "registry-nonsense") return undefined;
      throw error;
    }
  };
  return (digest) => {
    const order = orders.get(digest) ?? read(digest);
    orders.set(digest, order);
    return order;
  };
};
