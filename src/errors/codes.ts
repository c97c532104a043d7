import { requestCodes } from "./codes/requestCodes.ts";
import { commandCodes } from "./codes/commandCodes.ts";
import { lockCodes } from "./codes/lockCodes.ts";
import { pickRequestCodes } from "./codes/pickRequestCodes.ts";
import { reasonCodes } from "./codes/reasonCodes.ts";
import { noteCodes } from "./codes/noteCodes.ts";
import { hostFitCodes } from "./codes/hostFitCodes.ts";
import { packageIndexCodes } from "./codes/packageIndexCodes.ts";
import { layerCodes } from "./codes/layerCodes.ts";
import { registryCodes } from "./codes/registryCodes.ts";
import { engineCodes } from "./codes/engineCodes.ts";
import { smokeCodes } from "./codes/smokeCodes.ts";
import { probeCodes } from "./codes/probeCodes.ts";
import { checkedContentCodes } from "./codes/checkedContentCodes.ts";
import { checkedAccountCodes } from "./codes/checkedAccountCodes.ts";
import { checkedCudaCodes } from "./codes/checkedCudaCodes.ts";
import { checkedServiceCodes } from "./codes/checkedServiceCodes.ts";
import { checkedSecretCodes } from "./codes/checkedSecretCodes.ts";
import { publishingCodes } from "./codes/publishingCodes.ts";
import { actionCodes } from "./codes/actionCodes.ts";
import { runCodes } from "./codes/runCodes.ts";
import { internalCodes } from "./codes/internalCodes.ts";
import type { CodeSection, ExitCode } from "./codes/codeSection.ts";

/**
 * Every code of dl-env, each once: sections in the order of docs/errors.md, which is written from
 * them.
 */
export const CODE_SECTIONS: readonly CodeSection[] = [
  requestCodes,
  commandCodes,
  lockCodes,
  pickRequestCodes,
  reasonCodes,
  noteCodes,
  hostFitCodes,
  packageIndexCodes,
  layerCodes,
  registryCodes,
  engineCodes,
  smokeCodes,
  probeCodes,
  checkedContentCodes,
  checkedAccountCodes,
  checkedCudaCodes,
  checkedServiceCodes,
  checkedSecretCodes,
  publishingCodes,
  actionCodes,
  runCodes,
  internalCodes,
];

const CODES = {
  ...requestCodes.codes,
  ...commandCodes.codes,
  ...lockCodes.codes,
  ...pickRequestCodes.codes,
  ...reasonCodes.codes,
  ...noteCodes.codes,
  ...hostFitCodes.codes,
  ...packageIndexCodes.codes,
  ...layerCodes.codes,
  ...registryCodes.codes,
  ...engineCodes.codes,
  ...smokeCodes.codes,
  ...probeCodes.codes,
  ...checkedContentCodes.codes,
  ...checkedAccountCodes.codes,
  ...checkedCudaCodes.codes,
  ...checkedServiceCodes.codes,
  ...checkedSecretCodes.codes,
  ...publishingCodes.codes,
  ...actionCodes.codes,
  ...runCodes.codes,
  ...internalCodes.codes,
} as const;

type Codes = typeof CODES;

/** Every code that dl-env itself gives; documented in docs/errors.md. */
export type Code = keyof Codes;

/** Codes with which a command ends so. */
export type CodeOfExit<Exit extends ExitCode> = {
  [One in Code]: Codes[One] extends { readonly exit: Exit } ? One : never;
}[Code];

/** Codes with which a command can end. */
export type ErrorCode = CodeOfExit<1> | CodeOfExit<2> | CodeOfExit<3>;

/** The code of a library's limit or trap: data of the catalog, kebab-case. */
export type CatalogCode = string & { readonly catalogCode: true };

/** Why a cell is rejected or unknown: a code of ours, or of a library's folder. */
export type ReasonCode = keyof typeof reasonCodes.codes | CatalogCode;

/** What a person should know of an accepted cell. */
export type NoteCode = keyof typeof noteCodes.codes;

/** Why a cell does not run on a host. */
export type HostFitCode = keyof typeof hostFitCodes.codes;

/** What a probe's failure means. */
export type ProbeCode = keyof typeof probeCodes.codes;

/** What a static check finds in an image. */
export type FindingCode =
  | keyof typeof checkedContentCodes.codes
  | keyof typeof checkedAccountCodes.codes
  | keyof typeof checkedCudaCodes.codes
  | keyof typeof checkedServiceCodes.codes
  | keyof typeof checkedSecretCodes.codes
  | "missing-library"
  | "damaged-library";

/** Why promotion leaves a tag where it is. */
export type PublishingCode = keyof typeof publishingCodes.codes;

/** The exit of a command that ends with this code. */
export const exitOfCode = (code: ErrorCode): ExitCode => CODES[code].exit;

const isCode = (code: string): code is Code => code in CODES;

/** What the table says to do about a code; undefined for one of the catalog. */
export const fixOfCode = (code: string): string | undefined =>
  isCode(code) ? CODES[code].fix : undefined;
