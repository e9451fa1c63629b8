/** A configured account, and the AWS account that it stands for. */
export interface NamedAccount {
  name: string;
  accountId: string;
  /** The account is only for sending aliases back. */
  only?: 'revert' | undefined;
}

/** A configured account with its name in the keys of its targets. */
export interface KeyedAccount extends NamedAccount {
  /**
   * The name itself, unless the journal knows it as the name of another AWS account: then keys have the AWS account's
   * number.
   */
  keyName: string;
}
