import { describe, expect, it } from "vitest";
import { contentOf, printRecord, readRecord, recordRow } from "../../src/layer/wheelRecord.ts";
import { neutralScript } from "../../src/layer/shebang.ts";

const neutral = (text: string): string | undefined => {
  const bytes = neutralScript(Buffer.from(text), "py");
  return bytes === undefined ? undefined : Buffer.from(bytes).toString("utf8");
};

describe("first lines of scripts", () => {
  it.each(["python", "python3", "python3.11"])(
    "name the image's interpreter instead of the throw-away %s",
    (python) => {
      expect(neutral(`#!/tmp/x/py/bin/${python}\nimport sys\n`)).toBe(
        "#!/opt/venv/bin/python3\nimport sys\n",
      );
    },
  );

  it("lose the shell line that uv writes for long paths", () => {
    const long = `/tmp/${"a".repeat(130)}/py/bin/python`;
    const expected = "#!/opt/venv/bin/python3\n# -*- coding: utf-8 -*-\nimport sys\n";
    expect(
      neutral(
        `#!/bin/sh\n'''exec' ${long} "$0" "$@"\n' '''\n# -*- coding: utf-8 -*-\nimport sys\n`,
      ),
    ).toBe(expected);
    expect(
      neutral(
        `#!/bin/sh\n'''exec' '${long}' "$0" "$@"\n' '''\n# -*- coding: utf-8 -*-\nimport sys\n`,
      ),
    ).toBe(expected);
  });

  it.each([
    "#!/bin/sh\necho py/bin/python\n",
    "#!/usr/bin/env python3\n",
    "#!/usr/bin/python3\n",
    "\u007fELF",
    "",
    "import os\n",
    "#!/tmp/xpy/bin/python\n",
  ])("stay as they are: %j", (text) => {
    expect(neutral(text)).toBeUndefined();
  });

  it("stay bytes behind the first line, also when they are not UTF-8", () => {
    const script = Buffer.concat([
      Buffer.from("#!/t/py/bin/python\n"),
      Buffer.from([0xff, 0xfe, 0, 10]),
    ]);
    expect(neutralScript(script, "py")).toEqual(
      Buffer.concat([Buffer.from("#!/opt/venv/bin/python3\n"), Buffer.from([0xff, 0xfe, 0, 10])]),
    );
  });
});

describe("RECORD", () => {
  it("keeps rows that do not change byte for byte", () => {
    const text =
      'a.py,sha256=abc,3\n"with, comma ""and quotes"".py",sha256=def,4\npkg-1.dist-info/RECORD,,\n';
    expect(printRecord(readRecord(text))).toBe(text);
    expect(readRecord(text)[1]).toMatchObject({
      path: 'with, comma "and quotes".py',
      hash: "sha256=def",
      size: "4",
    });
  });

  it("writes hash and size as the format wants them, and quotes what it must", () => {
    expect(recordRow("../../../bin/x", contentOf(Buffer.from("hello"))).line).toBe(
      "../../../bin/x,sha256=LPJNul-wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ,5",
    );
    expect(readRecord(recordRow('a,"b', contentOf(Buffer.from(""))).line)[0]?.path).toBe('a,"b');
  });
});
