import { itBreaksNoInvariant } from './itBreaksNoInvariant';

itBreaksNoInvariant({ from: 101, seeds: 50 });
