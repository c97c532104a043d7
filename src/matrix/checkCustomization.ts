import type * as z from "zod";
import type { YamlFile } from "../catalog/yaml.ts";
import type { RequestProblem } from "../errors/error.ts";
import { secretInFile } from "../secrets/credentialFiles.ts";
import { holdsLogin } from "../secrets/secretNames.ts";
import { closestOf } from "../text/closest.ts";
import { CONTROL_CHARACTER } from "../text/controlCharacters.ts";
import type { CustomizationFile } from "./customizationFormat.ts";
import { labelProblem, variableProblem, type Unplaced } from "./customizedNames.ts";
import { userProblems } from "./checkUser.ts";
import type { requestFile } from "./requestFormat.ts";

type RequestFile = z.output<typeof requestFile>;
type Path = readonly PropertyKey[];

/** Characters of a value; Linux hands a program no variable above 128 KiB. */
const LONGEST_VALUE = 32_768;

const wrong = (message: string, hint: string): Unplaced => ({ code: "wrong-value", message, hint });

const valueProblem = (name: string, value: string): Unplaced | undefined => {
  if (CONTROL_CHARACTER.test(value))
    return {
      code: "control-character",
      message: `The value of ${name} holds a line break or another control character.`,
      hint: "Write it in one line, or put the text into a file of the image",
    };
  return value.length > LONGEST_VALUE
    ? wrong(
        `The value of ${name} has ${value.length} characters; at most ${LONGEST_VALUE} are allowed.`,
        "Put the text into a file of the image",
      )
    : undefined;
};

/** Folders that are the system's, or that are not kept in images. */
const NO_WORKDIR =
  /^\/(?:bin|boot|dev|etc|lib|lib32|lib64|libx32|proc|root|run|sbin|sys|usr|var)(?:\/|$)/;

const workdirProblem = (path: string): Unplaced | undefined => {
  const hint = "Write for example: workdir: /home/dev";
  const parts = path.split("/").slice(1);
  if (!path.startsWith("/") || parts.some((part) => part === ".." || part === "."))
    return wrong(
      `A working directory is an absolute path without \`..\`; found \`${path}\`.`,
      hint,
    );
  if (!/^[A-Za-z0-9._@+/-]+$/.test(path))
    return wrong(
      `A working directory has letters, digits and . _ @ + - in its names; found ` +
        `${JSON.stringify(path)}.`,
      hint,
    );
  if (path !== "/" && parts.includes(""))
    return wrong(
      `A path has one slash between names and none at its end; found \`${path}\`.`,
      hint,
    );
  return NO_WORKDIR.test(path)
    ? wrong(`\`${path}\` is the system's, where people must not work.`, hint)
    : undefined;
};

/** The names that ICU knows as it writes them; it takes any case, and files have one. */
const zoneOf = (name: string): string | undefined => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
};

/** Areas of the tz database; other names are old ones, which Ubuntu keeps in another package. */
const ZONE =
  /^(?:UTC|(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific)(?:\/[A-Z][A-Za-z0-9_+-]*)+)$/;

/** The zone of a city, or the one that is nearest. */
const nearZone = (name: string): string | undefined => {
  const zones = Intl.supportedValuesOf("timeZone").filter((zone) => ZONE.test(zone));
  const city = name.toLowerCase().replaceAll(/[\s-]+/g, "_");
  return zones.find((zone) => zone.toLowerCase().endsWith(`/${city}`)) ?? closestOf(name, zones);
};

const zoneProblem = (name: string): Unplaced | undefined => {
  const known = zoneOf(name);
  if (ZONE.test(name) && known !== undefined) return undefined;
  const meant = known !== undefined && ZONE.test(known) ? known : nearZone(name);
  return wrong(
    `There is no time zone \`${name}\` in the tz database.`,
    meant === undefined ? "Write for example: timezone: Europe/Berlin" : `Did you mean: ${meant}`,
  );
};

const LOCALE = /^(?:C|[a-z]{2,3}_[A-Z]{2})\.UTF-8$/;

const localeProblem = (name: string): Unplaced | undefined => {
  if (LOCALE.test(name)) return undefined;
  const [, language, country] = /^([a-z]{2,3})[_-]([A-Za-z]{2})(?:\.utf-?8)?$/i.exec(name) ?? [];
  return wrong(
    `A locale is language, country and UTF-8, such as de_DE.UTF-8; found \`${name}\`.`,
    language === undefined || country === undefined
      ? "Write for example: locale: de_DE.UTF-8"
      : `Did you mean: ${language.toLowerCase()}_${country.toUpperCase()}.UTF-8`,
  );
};

const portProblem = (port: string): Unplaced | undefined => {
  const [, number = ""] = /^(\d{1,5})(?:\/(?:tcp|udp|sctp))?$/.exec(port) ?? [];
  return Number(number) >= 1 && Number(number) <= 65_535
    ? undefined
    : wrong(
        `A port is a number from 1 to 65535, with /udp or /sctp behind it if it is not TCP; ` +
          `found \`${port}\`.`,
        "Write for example: ports: [8888, 53/udp]",
      );
};

/** Everyone who can pull an image may be shown what made it. */
const stepProblem = (step: NonNullable<CustomizationFile["run"]>[number]): Unplaced | undefined => {
  const text = typeof step === "string" ? step : step.run;
  const secret = holdsLogin(text) ? "a password in an address" : secretInFile("", text);
  if (secret !== undefined)
    return {
      code: "secret-in-request",
      message: `A step of \`run\` holds ${secret}, which would stay in the image.`,
      hint: "Remove it; steps have no secrets: put what it fetches beside dl-env.yml, under: files",
    };
  return text.trim() === ""
    ? wrong("A step of `run` is empty.", "Write for example: run: [ldconfig]")
    : undefined;
};

/** Problems of one place's keys, each with its path. */
const problemsOf = (own: CustomizationFile): { problem: Unplaced; path: Path }[] => {
  const found: { problem: Unplaced; path: Path }[] = [];
  const add = (problem: Unplaced | undefined, path: Path): void => {
    if (problem !== undefined) found.push({ problem, path });
  };
  for (const [name, value] of Object.entries(own.env ?? {}))
    add(variableProblem(name, value) ?? valueProblem(name, value), ["env", name]);
  for (const [name, value] of Object.entries(own.labels ?? {}))
    add(labelProblem(name, value) ?? valueProblem(name, value), ["labels", name]);
  if (own.workdir !== undefined) add(workdirProblem(own.workdir), ["workdir"]);
  if (own.timezone !== undefined) add(zoneProblem(own.timezone), ["timezone"]);
  if (own.locale !== undefined) add(localeProblem(own.locale), ["locale"]);
  for (const { problem, part } of own.user === undefined ? [] : userProblems(own.user))
    add(problem, part === undefined ? ["user"] : ["user", part]);
  for (const [index, step] of (own.run ?? []).entries()) add(stepProblem(step), ["run", index]);
  for (const [index, port] of (own.ports ?? []).entries()) add(portProblem(port), ["ports", index]);
  return found;
};

/** What of one's own things no image can have, each with its place. */
export const checkCustomization = (request: RequestFile, yaml: YamlFile): RequestProblem[] => {
  const places: { own: CustomizationFile; at: Path }[] = [
    { own: request, at: [] },
    ...request.include.map((own, index) => ({ own, at: ["include", index] })),
  ];
  return places.flatMap(({ own, at }) =>
    problemsOf(own).map(({ problem, path }) => ({
      ...problem,
      place: yaml.place([...at, ...path]),
    })),
  );
};
