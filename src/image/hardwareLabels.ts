import type { CellHardware } from "../verdict/hardware.ts";

/** The facts of `hardwareOf` as labels without prefix; what is not known has no label. */
export const hardwareLabels = ({
  drivers,
  sm,
  runsOn,
  limitedBy,
  unmeasured,
}: CellHardware): Record<string, string> => {
  const limits = Object.entries(limitedBy).map(
    ([capability, libraries]) => `${capability}:${libraries.join("+")}`,
  );
  const labels: Readonly<Record<string, string | undefined>> = {
    "driver.minor-version": drivers.minorVersion.driver,
    "driver.data-centre": drivers.dataCentre?.driver,
    "driver.geforce": drivers.geforce?.driver,
    "gpu.sm": sm.join(","),
    "gpu.runs-on": sm.length === 0 ? undefined : runsOn.join(","),
    "gpu.limited-by": limits.join(","),
    "gpu.not-measured": unmeasured.join(","),
  };
  return Object.fromEntries(
    Object.entries(labels).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "",
    ),
  );
};
