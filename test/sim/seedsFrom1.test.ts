import { itBreaksNoInvariant } from './itBreaksNoInvariant';

itBreaksNoInvariant({ from: 1, seeds: 50 });
