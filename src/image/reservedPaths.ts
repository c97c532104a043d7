/** What no file of one's own can be, and why, as the end of a sentence. */
const RESERVED: readonly (readonly [RegExp, string])[] = [
  [/^\/(?:bin|lib|lib32|lib64|libx32|sbin)(?:\/|$)/, "that folder is a link to the one in /usr"],
  [/^\/(?:dev|proc|sys|run|tmp|var\/run|var\/tmp)(?:\/|$)/, "what lies there is not kept"],
  [/^\/opt\/(?:venv|python)(?:\/|$)/, "the environment is made of wheels alone"],
  [
    /^\/usr\/local\/lib\/dl-env(?:\/|$)|^\/usr\/local\/bin\/(?:dl-env-[^/]+|python3?)$/,
    "dl-env's own files are there",
  ],
  [
    /^\/etc\/(?:passwd|group|shadow|gshadow|sudoers|hosts|hostname|resolv\.conf|ld\.so\.preload)$|^\/etc\/(?:sudoers\.d|ssh)\/|^\/root(?:\/|$)/,
    "accounts and who may become root are decided by dl-env.yml's other keys",
  ],
  [
    /^\/usr\/(?:lib|lib64|bin|sbin)(?:\/[^/]+)?$/,
    "programs and libraries come from apt; yours go to /usr/local",
  ],
  [/(?:^|\/)\.wh\./, "such a name deletes files of other layers"],
];

/** Why no file of one's own can have this path in an image; undefined when it can. */
export const reservedPath = (path: string): string | undefined =>
  RESERVED.find(([pattern]) => pattern.test(path))?.[1];
