import type { StoreListOutcome } from "../commands/storeCommand.ts";
import type { StoredUse } from "../store/usage.ts";
import { fewNames } from "../text/fewNames.ts";
import { bytes, count } from "../text/units.ts";
import { columns } from "./columns.ts";

const MOST_NAMES = 2;

const usedBy = ({ cells, tags, damaged }: StoredUse): string => {
  if (damaged) return "damaged";
  if (tags === 0) return "no tag";
  return cells.length === 0 ? count(tags, "tag") : fewNames(cells, MOST_NAMES);
};

/** Images and layers with their sizes, and which cells use what. */
export const storeListText = ({
  to,
  store,
  images,
  layers,
  others,
  bytes: total,
}: StoreListOutcome["result"]): string => {
  const shown = layers.filter(({ kind }) => kind !== "inventory");
  const inventories = layers.length - shown.length;
  const imageRows = columns([
    ["tag", "size", "cell"],
    ...images.map(({ tag, size, cell, damaged }) => [
      tag,
      damaged ? "damaged" : bytes(size),
      cell === tag ? "" : cell,
    ]),
  ]);
  const layerRows = columns([
    ["layer", "size", "used by"],
    ...shown.map((layer) => [
      `${layer.tag}${layer.title === "" ? "" : ` (${layer.title})`}`,
      bytes(layer.size),
      usedBy(layer),
    ]),
  ]);
  return [
    ...(images.length === 0 ? [`${to} has no images with tags.`] : imageRows),
    "",
    ...(shown.length === 0 ? [`${store} has no layers.`] : layerRows),
    "",
    ...Object.entries(total).map(([name, size]) => `${name}: ${bytes(size)} below its tags`),
    `${count(images.length, "tag")} of images, ${count(shown.length, "layer")} and bases, ` +
      `${count(inventories, "list")} of files in layers` +
      (others.length === 0 ? "" : `, ${count(others.length, "other tag")}`),
  ].join("\n");
};
