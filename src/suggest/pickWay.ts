import { compareVersions, majorOf } from "../catalog/versions.ts";
import type { Catalog } from "../catalog/facts.ts";
import { ownDriver } from "../verdict/drivers.ts";
import type { Host } from "./driverFit.ts";
import { pick, type PickInputs } from "./pick.ts";
import { cardsFrom, wrongPairOf } from "./pickHost.ts";
import { pickLine, type Asked } from "./pickLine.ts";

/** With the same card, the driver that came with the CUDA which it would get. */
const otherDriver = (inputs: PickInputs, asked: Asked): string | undefined => {
  const { gpus, runtime, driver: today } = inputs.host;
  if (today === undefined) return undefined;
  const { best } = pick({ ...inputs, host: { gpus, runtime } });
  const driver = best === undefined ? undefined : ownDriver(inputs.catalog, best.cell.cuda)?.driver;
  if (driver === undefined || compareVersions(driver, today) <= 0) return undefined;
  const isOfCards = gpus.every((card) => wrongPairOf(card, driver, inputs.catalog) === undefined);
  const isEnough = pick({ ...inputs, host: { gpus, runtime, driver } }).best !== undefined;
  return isOfCards && isEnough && /^\d+\.\d/.test(driver)
    ? `With a driver of branch ${majorOf(driver)} it fits: ${pickLine({ ...asked, driver })}`
    : undefined;
};

const hostWith = (capability: string, runtime: Host["runtime"], catalog: Catalog): Host => ({
  gpus: cardsFrom(capability, catalog),
  runtime,
});

/** The least compute capability of a card that would get something. */
const otherCard = (inputs: PickInputs, asked: Asked): string | undefined => {
  const { catalog, host } = inputs;
  const { best } = pick({ ...inputs, host: { gpus: [], runtime: host.runtime } });
  const capability = best?.hardware.runsOn.find(
    (one) =>
      catalog.gpus.some(({ computeCapability, isArm }) => computeCapability === one && !isArm) &&
      pick({ ...inputs, host: hostWith(one, host.runtime, catalog) }).best !== undefined,
  );
  if (capability === undefined) return undefined;
  const { driver: _driver, ...others } = asked;
  return `A card of compute capability ${capability} has something: ${pickLine({ ...others, gpu: capability })}`;
};

/**
 * What to change where nothing fits a host: the driver, else the card, as a command that was found
 * to give something; else to ask for one library, which was not looked at. Undefined where one was
 * asked for.
 */
export const pickWay = (inputs: PickInputs, asked: Asked): string | undefined => {
  const way = otherDriver(inputs, asked) ?? otherCard(inputs, asked);
  if (way !== undefined || asked.with.length < 2) return way;
  return `Ask for fewer libraries: ${pickLine({ ...asked, with: asked.with.slice(0, 1) })}`;
};
