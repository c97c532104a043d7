import type { Scope } from "./scope.ts";
import { fetchToken, type Token, type TokenContext, type TokenQuestion } from "./tokenService.ts";

/** A token of `pull,push` does for `pull`. */
const covers = (token: Token, scopes: readonly Scope[]): boolean =>
  scopes.every(
    (scope) =>
      token.scopes.has(scope) || token.scopes.has(scope.replace(/:pull$/, ":pull,push") as Scope),
  );

/** Bearer tokens by scope, each used until shortly before its end. */
interface Tokens {
  /** A token that covers the scopes, fetched when none is left. */
  get(question: TokenQuestion): Promise<string>;
  drop(value: string): void;
}

export const makeTokens = (context: TokenContext): Tokens => {
  let tokens: Token[] = [];
  const pending = new Map<string, Promise<Token>>();

  const fetchShared = async (question: TokenQuestion): Promise<Token> => {
    try {
      const token = await fetchToken(context, question);
      tokens.push(token);
      return token;
    } finally {
      pending.delete(question.scopes.join(" "));
    }
  };

  return {
    get: async (question) => {
      const { scopes } = question;
      const now = context.sys.clock.now();
      tokens = tokens.filter((token) => token.renewAt > now);
      const ready = tokens.find((token) => covers(token, scopes));
      if (ready !== undefined) return ready.value;
      // Requests side by side share one question to the token service.
      const fetching = pending.get(scopes.join(" ")) ?? fetchShared(question);
      pending.set(scopes.join(" "), fetching);
      return (await fetching).value;
    },
    drop: (value) => {
      tokens = tokens.filter((token) => token.value !== value);
    },
  };
};
