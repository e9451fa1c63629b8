/** An alias as AWS has it; the weight is a percentage here, a fraction in the API. */
export interface AliasFacts {
  aliasName: string;
  aliasArn: string;
  description: string;
  revisionId: string;
  mainVersion: string;
  additionalVersion?: string;
  additionalWeightPercent?: number;
}

/** What CreateAlias and UpdateAlias are given. */
export interface AliasSpec {
  functionName: string;
  aliasName: string;
  description?: string;
  mainVersion: string;
  /** Absent: the weights are cleared. */
  additional?: { version: string; weightPercent: number };
}
