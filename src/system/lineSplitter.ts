import { StringDecoder } from "node:string_decoder";

/**
 * Puts chunks of bytes together to lines; `end` hands out what came after the last line end. A
 * letter cut in two by a chunk's end stays one.
 */
export const lineSplitter = (
  onLine: (line: string) => void,
): { write: (chunk: Buffer) => void; end: () => void } => {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  return {
    write: (chunk) => {
      const lines = (rest + decoder.write(chunk)).split(/\r?\n/);
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    },
    end: () => {
      const last = rest + decoder.end();
      rest = "";
      if (last !== "") onLine(last);
    },
  };
};
