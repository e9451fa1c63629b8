export { finalOutcomes } from './finalOutcomes';
export { orcaClient } from './orcaClient';
export { confirmRequest } from './confirmRequest';
export { orcaRecords } from './orcaRecords';
