. /usr/local/lib/dl-env/shell.sh
