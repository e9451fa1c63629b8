export { alarmStates } from './alarmStates';
export { metricFigures } from './metricFigures';
