/** An alias as AWS has it. The weight is a percentage here; in the API, it is a fraction. */
export interface AliasFacts {
  aliasName: string;
  aliasArn: string;
  description: string;
  revisionId: string;
  mainVersion: string;
  additionalVersion?: string;
  additionalWeightPercent?: number;
}

/** The input of CreateAlias and UpdateAlias. */
export interface AliasSpec {
  functionName: string;
  aliasName: string;
  description?: string;
  mainVersion: string;
  /** If absent, the weights are cleared. */
  additional?: { version: string; weightPercent: number };
}
