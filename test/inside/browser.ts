import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

const findBrowser = (): string => {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("sh", ["-c", 'command -v "$0"', name], { encoding: "utf8" }).trim();
    } catch {
      continue;
    }
  }
  throw new Error("This test needs a browser. Type: apt-get install chromium");
};

const CELL = "import numpy\nprint('answer', int(numpy.full(6, 7).sum()))";
const notebook = (source: string): object => ({
  cells: [
    {
      cell_type: "code",
      execution_count: null,
      id: "one",
      metadata: {},
      outputs: [],
      source,
    },
  ],
  metadata: { kernelspec: { name: "python3", display_name: "Python 3", language: "python" } },
  nbformat: 4,
  nbformat_minor: 5,
});

export interface Seen {
  /** Paths where those land who have no token, and a wrong one. */
  readonly strangers: readonly string[];
  /** What a cell printed for who has the token. */
  readonly printed: string;
  /** Addresses that the page asked of other hosts. */
  readonly elsewhere: readonly string[];
  /** Questions of JupyterLab that are in the way. */
  readonly questions: number;
}

/** What is seen where all is well. */
export const WELL: Seen = {
  strangers: ["/login", "/login"],
  printed: "answer 42",
  elsewhere: [],
  questions: 0,
};

/**
 * Opens JupyterLab in a real browser, without a token, with a wrong one and with the right one, and
 * runs a cell that prints `answer 42`, this one or one of the caller's.
 */
export const useLab = async (url: string, token: string, cell = CELL): Promise<Seen> => {
  const headers = { Authorization: `token ${token}`, "content-type": "application/json" };
  const put = await fetch(`${url}/api/contents/cell.ipynb`, {
    method: "PUT",
    headers,
    body: JSON.stringify({ type: "notebook", content: notebook(cell) }),
  });
  if (put.status !== 201) throw new Error(`the notebook could not be stored: ${put.status}`);
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  try {
    const stranger = await (await browser.newContext()).newPage();
    const strangers: string[] = [];
    for (const query of ["", "?token=wrong"]) {
      await stranger.goto(`${url}/lab${query}`);
      const inLab = await stranger.locator(".jp-NotebookPanel, #jp-main-dock-panel").count();
      strangers.push(`${new URL(stranger.url()).pathname}${inLab > 0 ? " in the lab" : ""}`);
    }
    const page = await (await browser.newContext()).newPage();
    const elsewhere: string[] = [];
    page.on(
      "request",
      (request) =>
        void (
          /^https?:/.test(request.url()) &&
          !request.url().startsWith(url) &&
          elsewhere.push(request.url())
        ),
    );
    await page.goto(`${url}/lab/tree/cell.ipynb?token=${token}`);
    await page
      .locator(".jp-NotebookPanel .jp-CodeCell .cm-content")
      .first()
      .click({ timeout: 180_000 });
    // Before its kernel is connected, a cell that is run asks for one.
    await page
      .locator("#jp-main-statusbar", { hasText: "Python 3 (ipykernel) | Idle" })
      .waitFor({ timeout: 180_000 });
    await page
      .locator('.jp-NotebookPanel-toolbar [data-command="notebook:run-cell-and-select-next"]')
      .first()
      .click();
    const output = page.locator(".jp-OutputArea-output", { hasText: "answer" });
    await output.waitFor({ timeout: 180_000 });
    return {
      strangers,
      printed: (await output.innerText()).trim(),
      elsewhere,
      questions: await page.getByText("official Jupyter news").count(),
    };
  } finally {
    await browser.close();
  }
};
