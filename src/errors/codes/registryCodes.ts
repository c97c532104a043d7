import type { CodeSection } from "./codeSection.ts";

export const registryCodes = {
  title: "Registries and layouts",
  intro: "The message quotes the registry.",
  codes: {
    "registry-denied": {
      exit: 3,
      title: "The registry does not allow this.",
      fix: "Log in with an account that may: docker login HOST",
    },
    "login-refused": {
      exit: 3,
      title: "The credentials are not accepted.",
      fix: "Log in with an account that may: docker login HOST",
    },
    "no-token": {
      exit: 3,
      title: "The registry's token service gave no token.",
      fix: "Log in with an account that may: docker login HOST",
    },
    "registry-limit": {
      exit: 3,
      title: "The registry limits the number of requests.",
      fix: "Wait, or log in: the limit is then higher",
    },
    "registry-full": {
      exit: 3,
      title: "The registry has no room left.",
      fix: "Make room there; `dl-env store prune` shows what nothing needs",
    },
    "registry-unknown": {
      exit: 3,
      title: "The registry has no such repository, or hides it.",
      fix: "Check the name in `to`, and log in",
    },
    "registry-refused": {
      exit: 3,
      title: "The registry refused for another reason.",
      fix: "Read its message; the hint shows how to look at it",
    },
    "registry-broken": {
      exit: 3,
      title: "The registry reports an internal fault.",
      fix: "Try again later",
    },
    "registry-down": {
      exit: 3,
      title: "Requests to this server failed in a row, so it is not asked any more.",
      fix: "Type the command again once it answers; what is done stays",
    },
    "types-refused": {
      exit: 3,
      title: "The registry takes no artifacts of our types, so no report can be stored there.",
      fix: "Allow the types in the registry, or use another one in `to`",
    },
    "tag-immutable": {
      exit: 3,
      title: "A rule of the registry keeps a tag from moving that has to move.",
      fix: "Except it from the rule of immutability; docs/registries.md has the rules to write",
    },
    "registry-nonsense": {
      exit: 3,
      title: "The response does not follow the registry protocol.",
      fix: "Look at it with the hint's curl: a proxy or a login page may stand in between",
    },
    "tags-without-end": {
      exit: 3,
      title: "The list of tags never ends, or is larger than dl-env reads; no part of it is used.",
      fix: "Look at it with the hint's curl",
    },
    "bad-redirect": {
      exit: 3,
      title: "The registry redirects to an address that is not safe to follow.",
      fix: "Look at its answer with the hint's curl",
    },
    "unsafe-realm": {
      exit: 3,
      title: "The registry asks for credentials to be sent to an address that is not safe.",
      fix: "Look at its answer; do not log in there",
    },
    "wrong-auth-file": {
      exit: 2,
      title: "The file with credentials cannot be read.",
      fix: "Move it away and log in again",
    },
    "credential-helper-failed": {
      exit: 3,
      title: "The credential helper failed.",
      fix: "Run it yourself with the hint's command",
    },
    "base-missing": {
      exit: 3,
      title: "The registry does not have this base, or not for this platform.",
      fix: "`dl-env plan` shows which ones exist",
    },
    "base-broken": {
      exit: 1,
      title: "The base's manifest and config do not fit together.",
      fix: "Use another base; report it to whoever pushes it",
    },
    "too-large": {
      exit: 3,
      title: "Something is larger than allowed.",
      fix: "Check which server answers there",
    },
    "too-slow": {
      exit: 3,
      title: "An answer was not complete in time, or a blob made too little progress.",
      fix: "Check the connection, or use a mirror, then try again",
    },
    "unencrypted-login": {
      exit: 3,
      title: "A registry over http asks for a login; credentials are sent over https only.",
      fix: "Use https for it in dl-env.yml",
    },
    "digest-mismatch": {
      exit: 3,
      title: "The content of a registry or layout does not match its digest.",
      fix: "`dl-env build` makes it again; look for a proxy that changes content",
    },
    "blob-missing": {
      exit: 3,
      title: "A layout lacks a blob that it refers to.",
      fix: "`dl-env build`",
    },
    "not-a-layout": {
      exit: 2,
      title: "The folder is not an image layout, or one of an unknown version.",
      fix: "Use another folder: `to: oci:./images`",
    },
    "layout-broken": {
      exit: 3,
      title: "The layout's index cannot be read.",
      fix: "Start a new folder beside it, as the hint says",
    },
    "layout-denied": {
      exit: 2,
      title: "This user may not read or write the layout.",
      fix: "`ls -ld DIR`; another user may have run dl-env there before",
    },
    "not-a-layer": {
      exit: 1,
      title: "A tag that is reserved for a layer holds something else.",
      fix: "Give layers their own repository: `store`",
    },
    "image-missing": {
      exit: 3,
      title: "The destination does not have this image.",
      fix: "`dl-env build`",
    },
  },
} as const satisfies CodeSection;
