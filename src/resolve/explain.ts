import type { Reason } from "../matrix/verdict.ts";
import type { Question } from "./lock.ts";
/** stub */
export const explain = (text: string, question: Question): { readonly reasons: readonly [Reason, ...Reason[]]; readonly packages: readonly string[] } => ({ reasons: [{ code: "packages-disagree", message: `${text.length}${question.python}`, source: "resolver" }], packages: [] });
