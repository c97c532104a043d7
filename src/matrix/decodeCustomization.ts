import type * as z from "zod";
import type { YamlFile } from "../catalog/yaml.ts";
import type { Place } from "../errors/error.ts";
import { NOTHING_ADDED, type Customization, type FilesSource } from "./customization.ts";
import { customizationOfCells, type CustomizationFile } from "./customizationFormat.ts";
import { baseName } from "./ownBase.ts";
import type { CellPattern, CustomizedCells, Request } from "./request.ts";
import type { requestFile } from "./requestFormat.ts";

type RequestFile = z.output<typeof requestFile>;

/** Where a path below the keys stands. */
type PlaceOf = (path: readonly PropertyKey[]) => Place;

const KEYS = Object.keys(customizationOfCells) as (keyof typeof customizationOfCells)[];

/** Whether an entry of `include` changes images. */
export const isCustomized = (entry: CustomizationFile): boolean =>
  KEYS.some((key) => entry[key] !== undefined);

const withProtocol = (port: string): string => (port.includes("/") ? port : `${port}/tcp`);

const numbers = (owner: string): NonNullable<FilesSource["owner"]> => {
  const [uid = 0, gid = 0] = owner.split(":").map(Number);
  return { uid, gid };
};

const filesOf = ({ files = [] }: CustomizationFile, placeOf: PlaceOf): FilesSource[] =>
  typeof files === "string"
    ? [{ from: files, to: "/", place: placeOf(["files"]) }]
    : files.map(({ from, to, mode, owner }, index) => ({
        from,
        to,
        ...(mode === undefined ? {} : { mode: Number.parseInt(mode, 8) }),
        ...(owner === undefined ? {} : { owner: numbers(owner) }),
        place: placeOf(["files", index]),
      }));

const userIn = ({
  name,
  uid,
  gid,
}: NonNullable<CustomizationFile["user"]>): NonNullable<Customization["user"]> => ({
  ...(name === undefined ? {} : { name }),
  ...(uid === undefined ? {} : { uid: Number(uid) }),
  ...(gid === undefined ? {} : { gid: Number(gid) }),
});

const customizationOf = (file: CustomizationFile, placeOf: PlaceOf): Customization => ({
  env: file.env ?? {},
  labels: file.labels ?? {},
  ports: (file.ports ?? []).map((port) => withProtocol(port.replace(/^0+/, ""))),
  apt: file.apt?.packages ?? [],
  files: filesOf(file, placeOf),
  run: (file.run ?? []).map((step) =>
    typeof step === "string"
      ? { text: step, network: false }
      : { text: step.run, network: step.network },
  ),
  index: file.index ?? [],
  ...(file.base === undefined ? {} : { base: baseName(file.base) }),
  ...(file.workdir === undefined ? {} : { workdir: file.workdir }),
  ...(file.timezone === undefined ? {} : { timezone: file.timezone }),
  ...(file.locale === undefined ? {} : { locale: file.locale }),
  ...(file.user === undefined ? {} : { user: userIn(file.user) }),
});

/** apt packages of sets, for the cells of each. */
const ofSets = (file: RequestFile): CustomizedCells[] =>
  Object.entries(file.sets).flatMap(([set, content]) =>
    Array.isArray(content) || content.apt.length === 0
      ? []
      : [{ pattern: { set }, customization: { ...NOTHING_ADDED, apt: content.apt } }],
  );

/** What dl-env.yml adds to images; nothing where no key of it does. */
export const customizationsOf = (
  file: RequestFile,
  yaml: Pick<YamlFile, "place">,
  patternOf: (entry: RequestFile["include"][number]) => CellPattern,
): Pick<Request, "customization"> => {
  const { apt, base: _ofAll, ...keys } = file;
  const all = { ...keys, ...(apt.packages.length === 0 ? {} : { apt }) };
  const cells = file.include.flatMap((entry, index) => {
    if (!isCustomized(entry)) return [];
    const placeOf: PlaceOf = (path) => yaml.place(["include", index, ...path]);
    return [{ pattern: patternOf(entry), customization: customizationOf(entry, placeOf) }];
  });
  const sets = ofSets(file);
  if (!isCustomized(all) && cells.length === 0 && sets.length === 0) return {};
  return {
    customization: {
      all: customizationOf(all, (path) => yaml.place(path)),
      cells,
      ...(sets.length === 0 ? {} : { sets }),
    },
  };
};
