const SECRET_NAME =
  /(?:^|_)(?:PASS(?:WD|WORD|PHRASE)?|SECRET|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?)(?:_|$)/i;
/**
 * Names that only say where a secret is, that are no secret, or that the check of Jupyter reports.
 */
const HARMLESS = /(?:_FILE|_PATH|_DIR)$|^TOKENIZERS_|^JUPYTER_(?:TOKEN|PASSWORD)$/i;

/** Whether a variable of this name holds a secret in an image. */
export const isSecretName = (name: string): boolean =>
  SECRET_NAME.test(name) && !HARMLESS.test(name);

/** Whether a text has an address like `https://user:password@host`. */
export const holdsLogin = (value: string): boolean => /:\/\/[^/\s:@"']+:[^/\s@"'$]+@/.test(value);
