import { read, router } from '../trpc.ts';
import { getForecastDates } from './get-dates.ts';
import { getForecast } from './get-forecast.ts';
import { getForecastHistory } from './get-history.ts';

export const forecastRouter = router({
  get: read(getForecast, {
    method: 'GET',
    path: '/forecast',
    summary: 'When the gate can be passed, and what waiting costs',
  }),
  dates: read(getForecastDates, {
    method: 'GET',
    path: '/forecast/dates',
    summary: 'When the gate can be passed; for share links too',
  }),
  history: read(getForecastHistory, {
    method: 'GET',
    path: '/forecast/history',
    summary: 'What was forecast against what happened, time to stability, discrepancy rate over time',
  }),
});
