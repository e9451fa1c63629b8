/** What it means if Orca's record does not decide who may do what, for the log and for `/readyz`. */
export const AUTHORIZATION_WORDS = {
  tokenOnly:
    'Authorization depends on the token alone: anyone who may write a pipeline can obtain it and use every configured account.',
  off: 'Authorization is off: every Spinnaker user may use every configured account.',
} as const;
