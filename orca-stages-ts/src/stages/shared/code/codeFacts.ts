/** What the steps that change and publish code learn; later steps build on it. */
export interface CodeFacts {
  /** This stage made the function. */
  created: boolean;
  /** Without a qualifier. */
  functionArn: string;
  /** RevisionId of the unpublished head, for the next compare-and-set. */
  headRevisionId: string;
  /** AWS has said itself that the last change of the head is complete, so that no look is needed. */
  headSettled: boolean;
  codeSha256: string;
  version: string;
  versionArn: string;
  versionRevisionId: string;
  versionSettled: boolean;
  versionReused: boolean;
}
