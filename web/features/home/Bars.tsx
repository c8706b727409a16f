import { BarChart } from '@mantine/charts'
import '@mantine/charts/styles.layer.css'
import { useReducedMotion } from '@mantine/hooks'
import classes from './home.module.css'

export type Series = { name: string; label: string; color: string }
type Props = {
  /** What `at` is: a week, a report. */
  at: string
  /** What the chart shows, for whoever does not see it; its figures stand in `table`. */
  label: string
  data: readonly Record<string, string | number>[]
  series: readonly Series[]
  stacked?: boolean
  format: (value: number) => string
}

/** Columns over time; the same figures as a table for assistive technology. A piece of its own: charts weigh more than a page. */
export function Bars({ label, at, data, series, stacked, format }: Props) {
  const still = useReducedMotion()
  return (
    <figure className={classes.figure} aria-label={label}>
      <div aria-hidden="true">
        <BarChart
          h={176}
          data={data.map((row) => ({ ...row }))}
          dataKey="at"
          series={[...series]}
          {...(stacked ? { type: 'stacked' as const } : {})}
          valueFormatter={format}
          withLegend
          legendProps={{ verticalAlign: 'bottom' }}
          classNames={{ legend: classes.legend ?? '' }}
          gridAxis="x"
          tickLine="none"
          yAxisProps={{ width: 52, allowDecimals: false, interval: 0 }}
          xAxisProps={{ interval: 'preserveStartEnd', minTickGap: 24 }}
          // Told by the table below; it would be one more stop of the keyboard that says nothing.
          barChartProps={{ accessibilityLayer: false }}
          barProps={{ isAnimationActive: !still, radius: 2, maxBarSize: 28 }}
        />
      </div>
      <div className={classes.figures}>
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              <th scope="col">{at}</th>
              {series.map(({ name, label: column }) => (
                <th key={name} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.map((row) => (
              <tr key={row.at}>
                <th scope="row">{row.at}</th>
                {series.map(({ name }) => (
                  <td key={name}>{format(Number(row[name] ?? 0))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
