# Every bash of a person, and over ssh every `ssh HOST COMMAND`, reads this.
. /usr/local/lib/dl-env/shell.sh
case $- in *i*) ;; *) return ;; esac
shopt -s checkwinsize
PS1='\u@\h:\w\$ '
