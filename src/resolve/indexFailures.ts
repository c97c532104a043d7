import type { Reason } from "../matrix/reason.ts";
import { indexHostVariable, indexLoginVariables } from "../secrets/indexVariables.ts";
import { withoutUserinfo } from "../secrets/safeUrl.ts";
import type { Answer } from "./answer.ts";
import type { NamedIndex } from "./namedIndexes.ts";

/**
 * What uv says when an index gave no answer; a package that an index answered not to have is none
 * of these.
 */
const SIGNS: readonly RegExp[] = [
  /Request failed after \d+ retr/,
  /Failed to (?:fetch|download)/,
  /error sending request/,
  /HTTP status (?:client|server) error/,
  /An index(?: URL)? \([^)]*\) (?:could not be queried|returned a)/,
  /the network was disabled/,
  /lack of valid authentication credentials/,
];

const NO_LOGIN = "it rejected the credentials";

/** The variables that give an index its login, and say that it is for this host. */
const loginHint = ({ name, address }: NamedIndex): string => {
  const [user, password] = indexLoginVariables(name);
  const host = URL.canParse(address) ? new URL(address).host : "HOST";
  return (
    `Give its login in the environment: export ${user}=… ${password}=… ` +
    `${indexHostVariable(name)}=${host}`
  );
};

/** In the order in which they are looked for: uv's text -> how it ends a sentence. */
const CAUSES: readonly (readonly [RegExp, string])[] = [
  [/network was disabled/, "the network was switched off for uv"],
  [/\(?401 Unauthorized|authentication credentials/, NO_LOGIN],
  [/403 Forbidden/, "it refused access"],
  [/HTTP status \w+ error \((\d+)/, "it answered $1"],
  [/dns error|failed to lookup address/, "its host name could not be resolved"],
  [/Connection refused/, "the connection was refused"],
  [/[Cc]ertificate|UnknownIssuer|InvalidContentType|tls|TLS/, "no secure connection could be made"],
  [/timed? ?out/, "it did not answer in time"],
];

const SAFE_ADDRESS = /^https?:\/\/[A-Za-z0-9._~:/%-]+$/;

/** Without credentials and query. */
const bare = (address: string): string =>
  address.replace(/\/\/[^/\s]*@/, "//").replace(/[?#].*$/, "");

const causeOf = (text: string, timedOut: boolean): string => {
  if (timedOut) return "it did not answer in time";
  for (const [sign, words] of CAUSES) {
    const found = sign.exec(text);
    if (found !== null) return words.replace("$1", found[1] ?? "");
  }
  return "no answer came";
};

const addressIn = (text: string): string | undefined => {
  const found =
    /(?:Failed to (?:fetch|download):? `?|for url \(|An index(?: URL)? \()(https?:[^\s)`]+)/.exec(
      text,
    )?.[1];
  return found === undefined ? undefined : bare(found);
};

/** Why an index gave no answer. */
export type IndexFailure = Omit<Extract<Answer, { kind: "unreachable" }>, "kind">;

interface FailureText {
  /** Ends the sentence. */
  readonly cause: string;
  /** What was read or said. */
  readonly text: string;
}

/**
 * `address` is what uv could not get; of an index that the catalog names, the index' own address
 * says more than that of some package on it.
 */
const indexFailure = (
  index: NamedIndex | undefined,
  address: string | undefined,
  { cause, text }: FailureText,
): IndexFailure => {
  const subject = index === undefined ? "The package index" : `The package index ${index.name}`;
  const where = index === undefined ? address : bare(index.address);
  const hint =
    index !== undefined && cause === NO_LOGIN
      ? loginHint(index)
      : where !== undefined && SAFE_ADDRESS.test(where)
        ? `Check the connection: curl -sSI ${where}`
        : "Try again: dl-env plan";
  const reason: Reason = {
    code: "index-unreachable",
    message: `${subject} could not be queried: ${cause}.`,
    source: "resolver",
    hint,
    detail: withoutUserinfo(text),
  };
  return { reason, ...(index === undefined ? {} : { index: { name: index.name, cause } }) };
};

/** A named index that gave no answer. */
export const namedIndexFailure = (index: NamedIndex, failure: FailureText): IndexFailure =>
  indexFailure(index, undefined, failure);

/** The default index, when it gave no answer at this address. */
export const defaultIndexFailure = (address: string, failure: FailureText): IndexFailure =>
  indexFailure(undefined, bare(address), failure);

/**
 * Why an index could not be queried, with the index named; undefined if uv's text tells of
 * something else.
 */
export const whyUnreachable = (
  text: string,
  named: readonly NamedIndex[],
  timedOut: boolean,
): IndexFailure | undefined => {
  if (!timedOut && !SIGNS.some((sign) => sign.test(text))) return undefined;
  const address = addressIn(text);
  const index =
    address === undefined
      ? undefined
      : named.find((one) => address.startsWith(bare(one.address).replace(/\/+$/, "")));
  return indexFailure(index, address, { cause: causeOf(text, timedOut), text });
};
