console.log("::error::this action was not meant to run here");
process.exit(1);
