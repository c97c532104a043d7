import type * as z from "zod";
import type { Customization } from "./customization.ts";
import { customizationOfCells, type CustomizationFile } from "./customizationFormat.ts";
import type { CellPattern, Request } from "./request.ts";
import type { requestFile } from "./requestFormat.ts";

type RequestFile = z.output<typeof requestFile>;

const KEYS = Object.keys(customizationOfCells) as (keyof typeof customizationOfCells)[];

/** Whether an entry of `include` changes images. */
export const isCustomized = (entry: CustomizationFile): boolean =>
  KEYS.some((key) => entry[key] !== undefined);

const withProtocol = (port: string): string => (port.includes("/") ? port : `${port}/tcp`);

const customizationOf = (file: CustomizationFile): Customization => ({
  env: file.env ?? {},
  labels: file.labels ?? {},
  ports: (file.ports ?? []).map((port) => withProtocol(port.replace(/^0+/, ""))),
  apt: file.apt?.packages ?? [],
  ...(file.workdir === undefined ? {} : { workdir: file.workdir }),
  ...(file.timezone === undefined ? {} : { timezone: file.timezone }),
  ...(file.locale === undefined ? {} : { locale: file.locale }),
});

/** What dl-env.yml adds to images; nothing where no key of it does. */
export const customizationsOf = (
  file: RequestFile,
  patternOf: (entry: RequestFile["include"][number]) => CellPattern,
): Pick<Request, "customization"> => {
  const { apt, ...keys } = file;
  const all = { ...keys, ...(apt.packages.length === 0 ? {} : { apt }) };
  const cells = file.include.filter(isCustomized).map((entry) => ({
    pattern: patternOf(entry),
    customization: customizationOf(entry),
  }));
  return isCustomized(all) || cells.length > 0
    ? { customization: { all: customizationOf(all), cells } }
    : {};
};
