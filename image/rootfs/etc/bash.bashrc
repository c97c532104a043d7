# Every bash of a person, and over ssh every `ssh HOST COMMAND`, reads this.
. /usr/local/lib/dl-env/shell.sh
case $- in *i*) ;; *) return ;; esac
shopt -s checkwinsize
. /usr/local/lib/dl-env/missing.sh
[ "${SHLVL:-1}" -gt 1 ] || . /usr/local/lib/dl-env/welcome.sh
PS1='\u@\h:\w\$ '
# A home that was made by nobody's useradd has no .bashrc, which loads this elsewhere.
[ -e ~/.bashrc ] || [ ! -e /etc/profile.d/bash_completion.sh ] || . /etc/profile.d/bash_completion.sh
