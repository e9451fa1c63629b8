/** What `npm start -- --help` prints. */
export const helpText = `Spinnaker on one machine: the real Deck, a small Gate and Orca, the sidecar, and a strict Lambda.

  npm start                             start everything
  npm start -- --reset                  start from scratch: delete pipelines, executions and functions
  npm start -- --only lambda,sidecar    start some parts: lambda, sidecar, deck, orca
  npm start -- --demo bad-canary        a rollout that goes back by itself, in about a minute, with a state of its own
  npm start -- --help                   this text

Environment
  SANDBOX_PORT              9000                 Deck at /, Gate at /gate, Orca at /orca, live traffic at /traffic
  LAMBDA_PORT               4566                 AWS's API of Lambda, S3, STS, CloudWatch, SNS and EventBridge
  SIDECAR_PORT              8080                 the sidecar that Orca calls
  SANDBOX_STATE             .sandbox             folder for everything that survives a restart
  SANDBOX_REGIONS           us-east-1,eu-west-1  the regions of each account, at least us-east-1
  SANDBOX_RESOURCES         none                 file that lists the layers, queues, topics, event buses, streams and subnets that exist
  SANDBOX_CLOUDWATCH_DELAY  60                   seconds until CloudWatch shows a call

Everything listens on 127.0.0.1 only. Ctrl-C stops everything.`;
