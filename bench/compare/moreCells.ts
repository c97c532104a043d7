/** A layer as a manifest names it. */
export interface Layer {
  readonly digest: string;
  /** bytes */
  readonly size: number;
}

/** The layers of each image, two sets on the first CUDA first. */
export interface Images {
  readonly ours: readonly (readonly Layer[])[];
  readonly hand: readonly (readonly Layer[])[];
  readonly base: readonly Layer[];
}

/** MB of the distinct ones among layers that are not the base's. */
const bytesOf = (layers: readonly Layer[], base: readonly Layer[]): number => {
  const distinct = new Map(layers.map(({ digest, size }) => [digest, size]));
  for (const { digest } of base) distinct.delete(digest);
  return [...distinct.values()].reduce((sum, size) => sum + size, 0) / 1e6;
};

/**
 * What of the bytes by hand ours push, for more cells of the same two sets, computed from the
 * layers of some: each further CUDA adds to either what the second and third one added, and by hand
 * the base is sent once. Lines of text.
 */
export const moreCells = ({ ours, hand, base }: Images): string[] => {
  const cudas = ours.length / 2;
  const [first, all] = [bytesOf(ours.slice(0, 2).flat(), base), bytesOf(ours.flat(), base)];
  const further = cudas > 1 ? (all - first) / (cudas - 1) : 0;
  const byHand = bytesOf(hand.flat(), base) / cudas;
  const below = bytesOf(base, []);
  const share = (cells: number): number =>
    (first + (cells / 2 - 1) * further) / (below + (cells / 2) * byHand);
  return [
    `All ${ours.length} images of ours have ${all.toFixed(1)} MB that differ, which must be sent ` +
      `once; by hand two sets on one CUDA have ${byHand.toFixed(1)} MB.`,
    ...[6, 12, 24].map((cells) => `computed for ${cells} cells: ${share(cells).toFixed(2)}`),
  ];
};
