# What a person's bash says of a program that is not there: why, and where it comes from. Read by /etc/bash.bashrc.
# shellcheck shell=bash
command_not_found_handle() {
  local why='packages of the distribution come by apt.packages of dl-env.yml'
  [ ! -x /usr/bin/sudo ] || why="$why, or until this container goes by sudo apt-get install"
  case $1 in
    nvidia-smi) why="it comes with the host's driver, into containers that are given GPUs" ;;
    nvcc | cuda-gdb | nsys | ncu) why='it is in images of a devel flavor (flavor: devel)' ;;
    conda | mamba | micromamba) why='packages come by "uv pip install", environments by "uv venv"' ;;
    man) why='images have no manual pages; most programs know --help' ;;
    sudo) why='dl-env.yml adds it (sudo: true)' ;;
    systemctl | service | crontab | cron) why='a container runs no init system; start programs by themselves, in tmux' ;;
  esac
  printf 'bash: %s: command not found; %s.\n' "$1" "$why" >&2
  return 127
}
