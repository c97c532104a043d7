import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readImageSources, filesOf } from "../../src/image/imageFiles.ts";
import { customizedConfigs } from "../../src/image/customizedConfig.ts";
import { userLabel } from "../../src/image/labels.ts";
import { ownEntries, type ReadEntry } from "../../src/image/ownEntries.ts";
import { sudoersScript, userScript } from "../../src/image/userRecipe.ts";
import { NOTHING_ADDED } from "../../src/matrix/customization.ts";
import { DEFAULT_USER, parseUser, userOf, userText } from "../../src/matrix/imageUser.ts";
import { realSystem } from "../../src/system/realSystem.ts";

const ADA = userOf({ user: { name: "ada", uid: 1234, gid: 5678 } });

describe("the image's user", () => {
  it("is dev, in whatever parts that is said", () => {
    for (const user of [undefined, {}, { name: "dev" }, { uid: 1000, gid: 0 }])
      expect(userOf(user === undefined ? {} : { user })).toBe(DEFAULT_USER);
    expect(userOf({ user: { gid: 100 } })).toEqual({ ...DEFAULT_USER, gid: 100 });
    expect(ADA.home).toBe("/home/ada");
  });

  it("comes back from its label, and no other text does", () => {
    expect(parseUser(userText(ADA))).toEqual(ADA);
    expect(parseUser(userText(DEFAULT_USER))).toBe(DEFAULT_USER);
    for (const text of ["", "ada", "ada 1:2 ", "../x 1:2", "ada 1:2\nroot 0:0"])
      expect([text, parseUser(text)]).toEqual([text, undefined]);
    expect(userLabel(DEFAULT_USER)).toEqual({});
    expect(userLabel(ADA)).toEqual({ "io.github.dl-env.user": "ada 1234:5678" });
  });

  it("is a number in the config; with a group of its own, engines read the others of /etc/group", () => {
    const config = customizedConfigs();
    const of = (user: object) => config({ ...NOTHING_ADDED, user }).config;
    expect([of({}).user, of({}).workdir]).toEqual(["1000:0", "/home/dev"]);
    expect([of({ uid: 1234 }).user, of({ name: "ada" }).workdir]).toEqual(["1234:0", "/home/ada"]);
    expect(of({ uid: 1234, gid: 5678 }).user).toBe("1234");
  });

  it("is made by a script that removes who stands there, but no account of the system", () => {
    const script = userScript(ADA).join("\n");
    expect(script).toContain("for one in 1000 1234 ada;");
    expect(script).toContain("useradd --uid 1234 --gid 5678 --groups 0 ");
    expect(script).toContain("chown -R 1234:0 /home/ada; ");
    expect(script).not.toMatch(/\bdev\b(?!\/null)/);
    expect(userScript(userOf({ user: { uid: 1234 } })).join("\n")).not.toMatch(/groupadd|chown/);
    expect(sudoersScript(ADA)[0]).toMatch(/^echo 'ada ALL=\(ALL\) NOPASSWD:ALL' > /);
  });
});

describe("files of ours", async () => {
  const sources = await readImageSources(realSystem(), new Map());
  const textsOf = (user = DEFAULT_USER): string => {
    const files = filesOf(sources, [], user).filter(({ path }) => !/\.(?:py|json)$/.test(path));
    return files.map(({ path, content }) => `${path}\n${content}`).join("\n");
  };

  it("are the same bytes for dev", () => {
    for (const { path, content } of filesOf(sources, []))
      expect(content).toBe(readFileSync(`image/rootfs${path}`, "utf8"));
  });

  it("name nobody else where another user is asked for", () => {
    const text = textsOf(ADA);
    expect(text.match(/.*(?:(?<![\w/.-])dev(?![\w/-])|\/home\/dev|1000).*/g) ?? []).toEqual([]);
    expect(text).toContain("AllowUsers ada\n");
    expect(text).toContain("setpriv --reuid ada --regid 5678 --groups 0 env HOME=/home/ada");
    expect(text).toContain('refuse_home "ada (uid 1234, gid 5678)" 1234:0');
    expect(text).toContain("HOME=/home/ada # never root's");
    expect(text).toContain("/dev/null");
    // Nothing else has changed: written back, it is the text as it was.
    const back = text
      .replaceAll("--regid 5678 --groups 0", "--regid 0 --clear-groups")
      .replaceAll("gid 5678", "gid 0")
      .replaceAll("1234", "1000")
      .replaceAll(/\bada\b/g, "dev");
    expect(back).toBe(textsOf());
  });

  it("in the home of that user are that user's, and group 0 may write them", () => {
    const source = { from: "x", to: "/", place: { file: "dl-env.yml" } };
    const content = { kind: "file", source: "x", size: 1, sha256: "0" } as const;
    const file = (path: string): ReadEntry => ({ path, mode: 0o644, hasMode: false, content });
    const read = new Map([[source, [file("/home/ada/.vimrc"), file("/home/dev/.vimrc")]]]);
    const user = { name: "ada", uid: 1234, gid: 5678 };
    expect(
      ownEntries({ files: [source], user }, read).map(
        ({ path, uid, gid, mode }) => `${mode.toString(8)} ${uid}:${gid} ${path}`,
      ),
    ).toEqual(["775 1234:0 /home/ada", "664 1234:0 /home/ada/.vimrc", "644 0:0 /home/dev/.vimrc"]);
  });
});
