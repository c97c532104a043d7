"""Runs the probes of this image's libraries and says what happened, as a table or as JSON.

Each library runs in a process of its own, with a time limit and a bound on memory. Nothing is judged here: rows carry
the raw error texts, and `host` says what of a GPU and a driver can be seen, so that the reader can tell a broken image
from a host without a GPU. Exit code 0: every check ran and none raised an error; 1: some did; 2: wrong arguments.
"""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = os.sysconf("SC_PAGE_SIZE")


def find_probes(folder):
    """Name -> file, in a folder of `<library>.py` (the image) or of `<library>/probe.py` (matrix/libraries)."""
    found = {file.stem: file for file in folder.glob("*.py")}
    found.update({file.parent.name: file for file in folder.glob("*/probe.py")})
    return dict(sorted(found.items()))


def group_memory(leader):
    """Bytes that a process and its children hold. Address space would be no bound: CUDA reserves far more than it uses."""
    total = 0
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            stat = Path("/proc", entry, "stat").read_text()
            if int(stat.rpartition(")")[2].split()[2]) != leader:
                continue
            pages = Path("/proc", entry, "statm").read_text().split()
            total += (int(pages[1]) - int(pages[2])) * PAGE
        except (OSError, ValueError, IndexError):
            continue
    return total


def watch(process, seconds, memory):
    """Waits for the end; returns why it was ended early, if it was, and the most memory seen (bytes)."""
    deadline, most = time.monotonic() + seconds, 0
    while process.poll() is None:
        most = max(most, group_memory(process.pid))
        reason = "timeout" if time.monotonic() > deadline else "memory" if most > memory else None
        if reason:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return reason, most
        time.sleep(0.1)
    return None, most


def run_probe(library, file, args):
    """Rows of one library; a check that was cut off has the reason, those after it are named as not run."""
    reader, writer = os.pipe()
    command = [sys.executable, "-W", "default", str(HERE / "dl_env_probe.py"), str(file), str(writer)]
    began = time.monotonic()
    with open(os.devnull, "rb") as nothing, subprocess.Popen(
        command, pass_fds=[writer], stdin=nothing, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as process:
        os.close(writer)
        with ThreadPoolExecutor(2) as pool:
            lines = pool.submit(lambda: os.fdopen(reader, encoding="utf-8", errors="replace").read())
            noise = pool.submit(lambda: process.stdout.read()[-4000:].decode("utf-8", "replace"))
            reason, most = watch(process, args.timeout, args.memory * 1_000_000)
            rows = collect(lines.result())
            output = noise.result()
    rows, announced, running = rows
    status = reason or ("crash" if process.returncode != 0 else None)
    if status:
        text = {
            "timeout": f"ended after {args.timeout} s",
            "memory": f"ended at {most // 1_000_000} MB of memory, allowed are {args.memory} MB",
            "crash": end_of(process.returncode),
        }[status]
        cut = running or {"check": "probe", "device": "cpu"}
        rows.append({**cut, "status": status, "error": {"type": status, "text": text, "causes": [], "at": ""}, "seconds": round(time.monotonic() - began, 3), "facts": {}, "output": output})
    done = {row["check"] for row in rows}
    rows += [{**one, "status": "not-run", "seconds": 0, "facts": {}} for one in announced if one["check"] not in done]
    for row in rows:
        if row["status"] not in ("ok", "skipped"):
            row.setdefault("output", output)
    return [{"library": library, **row} for row in rows]


def end_of(code):
    return f"the process was ended by {signal.Signals(-code).name}" if code < 0 else f"the process ended with status {code}"


def collect(text):
    """Finished rows, what was announced, and the check that had begun and not ended."""
    rows, announced, running = [], [], None
    for line in text.splitlines():
        try:
            value = json.loads(line)
        except ValueError:
            continue
        if "checks" in value:
            announced = value["checks"]
        elif "begins" in value:
            running = {"check": value["begins"], "device": value["device"]}
        else:
            rows.append(value)
            running = None
    return rows, announced, running


def look_at_host():
    """What of a GPU can be seen from here. Asked in a process of its own, since a broken driver may crash the asker."""
    try:
        ran = subprocess.run([sys.executable, str(HERE / "dl_env_host.py")], capture_output=True, text=True, timeout=60)
        return json.loads(ran.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired) as problem:
        return {"devices": sorted(str(p) for p in Path("/dev").glob("nvidia*")), "libraries": [], "gpus": [], "error": str(problem)}


def licences():
    """Name, version and licence of every wheel here, from its own metadata; `unknown` where it says nothing."""
    from importlib import metadata

    rows = {}
    for one in metadata.distributions():
        info = one.metadata
        said = (info.get("License-Expression") or "").strip()
        said = said or ", ".join(c.strip().split(" :: ")[-1] for c in info.get_all("Classifier", []) if c.startswith("License ::"))
        said = said or re.sub(r"[ \t\r\n]+", " ", info.get("License") or "").strip(" ")[:80]
        files = {str(f) for f in (one.files or []) if re.search(r"(?i)licen[cs]e|notice|eula|copying", f.name) and f.suffix not in (".py", ".pyc")}
        # The first of a name is the one that Python imports.
        rows.setdefault(info["Name"], {"name": info["Name"].strip(), "version": info["Version"].strip(), "licence": said or "unknown", "files": sorted(files)})
    return sorted(rows.values(), key=lambda row: row["name"].lower())


def arguments():
    parser = argparse.ArgumentParser(prog="dl-env-check", description="Runs the probes of this image's libraries.")
    parser.add_argument("--library", action="append", metavar="NAME", help="only this library; may be given more than once")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--timeout", type=int, default=300, metavar="S", help="seconds a library may take (default 300)")
    parser.add_argument("--memory", type=int, default=8000, metavar="MB", help="memory a library's process may hold (default 8000)")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="libraries at a time (default 1)")
    parser.add_argument("--probes", type=Path, default=HERE / "probes", metavar="DIR", help="folder with the probes")
    parser.add_argument("--licences", action="store_true", help="list the wheels with version and licence, and run nothing")
    return parser, parser.parse_args()


def table(rows, host):
    gpus = ", ".join(f"{g['name']} ({g['computeCapability']})" for g in host.get("gpus", [])) or "none to be seen"
    lines = [f"GPU: {gpus}; driver: {host.get('driver') or 'none'}; Python {sys.version.split()[0]}"]
    for row in rows:
        why = row.get("reason") or (row.get("error") or {}).get("text", "").splitlines()[-1:] or ""
        lines.append(f"{row['library']:<14} {row['check']:<22} {row['device']:<4} {row['status']:<8} {row['seconds']:>7.2f} s  {why if isinstance(why, str) else why[0]}"[:200].rstrip())
    return "\n".join(lines)


def main():
    parser, args = arguments()
    if args.licences:
        rows = licences()
        print(json.dumps(rows, indent=1, ensure_ascii=False) if args.json else "\n".join(f"{r['name']} {r['version']}: {r['licence']}" for r in rows))
        return 0
    probes = find_probes(args.probes)
    wanted = args.library or list(probes)
    missing = [name for name in wanted if name not in probes]
    if missing or not wanted:
        parser.error(f"there is no probe for {', '.join(missing) or 'anything'} in {args.probes}; there are: {', '.join(probes) or 'none'}")
    host = look_at_host()
    with ThreadPoolExecutor(max(1, args.jobs)) as pool:
        rows = [row for part in pool.map(lambda name: run_probe(name, probes[name], args), wanted) for row in part]
    if args.json:
        print(json.dumps({"format": 1, "python": sys.version.split()[0], "host": host, "rows": rows}))
    else:
        print(table(rows, host))
    return 0 if all(row["status"] in ("ok", "skipped") for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
