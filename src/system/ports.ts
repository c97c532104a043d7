import type { Say } from "./liveProgress.ts";

/**
 * Everything the core may ask of the world. One real implementation (`real.ts`); tests pass their
 * own where they must.
 */
export interface System {
  readonly processes: Processes;
  readonly files: Files;
  readonly http: Http;
  readonly clock: Clock;
  readonly env: Env;
  readonly log: Log;
}

export interface RunOptions {
  /**
   * Where it starts. Programs take settings and code from there, so a folder that strangers write
   * is named only for a program that is about it.
   */
  readonly cwd: string;
  /** Added to, and stronger than, the environment of this process; `undefined` removes a name. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Bytes for standard input; without it, a program that reads its input may wait for ever. */
  readonly input?: AsyncIterable<Uint8Array> | string;
  /** Called for each complete line of standard error, for progress. */
  readonly onLine?: (line: string) => void;
  /** The same for standard output, for programs that write their progress there (podman). */
  readonly onOutputLine?: (line: string) => void;
  /** Given the bytes of standard output as they come; `stdout` is then empty. */
  readonly onOutput?: (bytes: Uint8Array) => void;
  /** Called when it runs, with a way to ask for the bytes that it moved so far. */
  readonly onStart?: (moved: () => ProcessBytes | undefined) => void;
  /** Milliseconds; then the process is ended and `timedOut` is true. */
  readonly timeout?: number;
  /**
   * Gives it this process's own terminal instead of pipes, for programs that people talk to;
   * `stdout` and `stderr` stay empty, `input`, `onLine`, `onStart` and `timeout` do not
   * count.
   */
  readonly terminal?: boolean;
}

/** Bytes that a process, and what it started, has read and written, whatever they went to. */
export interface ProcessBytes {
  readonly read: number;
  readonly written: number;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

export interface Processes {
  /**
   * Runs argv[0], looked for as `find` does, with the rest as arguments, never through a shell.
   * Never rejects on a non-zero exit; rejects with code `program-missing` if there is no such
   * program.
   */
  run(argv: readonly string[], options: RunOptions): Promise<RunResult>;
  /**
   * Absolute path of a program on PATH, or undefined. What lies in the working folder or its
   * repository is not found.
   */
  find(program: string): Promise<string | undefined>;
}

export interface FileStat {
  readonly kind: "file" | "directory" | "symlink" | "other";
  /** bytes */
  readonly size: number;
  /** permission bits, e.g. 0o644 */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** seconds since the epoch */
  readonly mtime: number;
}

/** A process that holds a lock, as far as another one sees it. */
export interface LockHolder {
  /** The host or container as it names itself; absent for locks of older versions. */
  readonly host?: string;
  readonly pid: number;
  /** Milliseconds since the epoch; absent for locks of older versions. */
  readonly since?: number;
  /** Of another host or container, where nobody can be asked whether it lives. */
  readonly isForeign: boolean;
  /** Milliseconds for which this process has waited for it. */
  readonly waited: number;
  /** Milliseconds of these without a sign of life; who lives gives one every second. */
  readonly silent: number;
}

/** A note that this process keeps for others. */
export interface LivingNote {
  readonly name: string;
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** A note of a process that lives, this one or another. */
export interface ReadNote {
  readonly name: string;
  readonly text: string;
  readonly holder: Pick<LockHolder, "host" | "pid" | "since" | "isForeign">;
}

export interface Files {
  /** UTF-8 text, or undefined if there is no such file. */
  readText(path: string): Promise<string | undefined>;
  readBytes(path: string): Promise<Uint8Array | undefined>;
  read(path: string, range?: { start: number; end: number }): AsyncIterable<Uint8Array>;
  /**
   * Writes beside the target and renames, so that a reader never sees half a file; makes parent
   * folders. Rejects with `disk-full` where there is no room.
   */
  write(
    path: string,
    content: string | Uint8Array | AsyncIterable<Uint8Array>,
    mode?: number,
  ): Promise<void>;
  /** Names in a folder, sorted by code unit; empty if there is no such folder. */
  list(path: string): Promise<string[]>;
  /** Without following a symlink; undefined if there is nothing. */
  stat(path: string): Promise<FileStat | undefined>;
  readLink(path: string): Promise<string>;
  /** Where a path leads when all links in it are followed; undefined if that is nothing. */
  realPath(path: string): Promise<string | undefined>;
  makeDir(path: string): Promise<void>;
  remove(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  /**
   * Gives a file a second name, in place of what had it; false where that cannot be, for one
   * because the two lie on different file systems.
   */
  hardLink(from: string, to: string): Promise<boolean>;
  link(target: string, path: string): Promise<void>;
  chmod(path: string, mode: number): Promise<void>;
  /** Sets the time stamp to now; a file of somebody else's keeps its own. */
  touch(path: string): Promise<void>;
  /**
   * A new private folder under the system's temporary folder (or `near`), removed by the caller.
   */
  makeTemp(prefix: string, near?: string): Promise<string>;
  /**
   * Removes the private folders and half-written files that runs which are gone left in a folder,
   * of those names that begin with `prefix`; returns how many. Never rejects.
   */
  sweep(folder: string, prefix?: string): Promise<number>;
  /** Free bytes on the file system that holds the nearest existing parent of `path`. */
  freeBytes(path: string): Promise<number>;
  /** Names that file system: the same for two paths that share their free bytes. */
  fileSystem(path: string): Promise<string>;
  /**
   * Keeps one note in each folder, under a name of its own with this ending, until it is closed or
   * this process is gone.
   */
  keepNote(folders: readonly string[], ending: string, text: string): Promise<LivingNote>;
  /** The notes of living processes in a folder, by the ending of their names. */
  livingNotes(folder: string, ending: string): Promise<readonly ReadNote[]>;
  /**
   * Runs `work` while holding `path` as a lock file; waits for other holders, breaks locks of
   * processes that are gone. `onHeld` is told at once of a holder that is not, and again at each
   * look; the wait ends with what it throws.
   */
  withLock<T>(
    path: string,
    work: () => Promise<T>,
    onHeld?: (holder: LockHolder) => void,
  ): Promise<T>;
}

export interface HttpRequest {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>;
  /** Milliseconds until the headers must have come; default 30 000. */
  readonly timeout?: number;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Must be read (see boundedBody.ts: it may have no end) or thrown away (`discard`) by whoever
   * asked.
   */
  readonly body: AsyncIterable<Uint8Array>;
  /** Ends within seconds, whatever is still to come. Never rejects. */
  discard(): Promise<void>;
}

export interface Http {
  /**
   * No redirects are followed, no retries are made; rejects with code `network` when no answer
   * came. Honours HTTP(S)_PROXY, NO_PROXY and the CA bundle of the environment.
   */
  request(request: HttpRequest): Promise<HttpResponse>;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export interface Env {
  get(name: string): string | undefined;
  /** Folder of this project's own files (matrix/, image/), wherever it is installed. */
  readonly projectRoot: string;
  readonly cwd: string;
  readonly home: string;
  readonly cpus: number;
  /** As Node names it: x64, arm64. */
  readonly arch: string;
  readonly uid: number;
  /** Random bytes as hex. */
  random(bytes: number): string;
}

/** Log lines go to standard error; only results go to standard output, and only from the shells. */
export interface Log {
  info(text: string): void;
  warn(text: string): void;
  debug(text: string): void;
  /** One group a stage; the group ends when `work` does. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>;
  /**
   * From here on this value, in every encoding that runs meet, is `***` in what this log prints. A
   * log without it prints nothing to anybody.
   */
  hide?(secret: string): void;
  /**
   * Shows what `say` returns until `until` is settled: at least every second on a terminal, drawn
   * over what it said before, and as a line every ten seconds elsewhere. A group shows its title
   * and how long it takes by itself.
   */
  progress(say: Say, until: Promise<unknown>): void;
}
