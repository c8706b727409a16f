import { type Attributes, context, propagation, type Span, type SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Log } from './log.ts'

// OpenTelemetry's interface does nothing until somebody asks for traces; what sends them is loaded then only (docs/decisions/0016).

const tracer = trace.getTracer('steward')

export type Traced = { kind: SpanKind; attributes: Attributes }

/** Does the work inside a span, below the one that is open. Of a failure the span says which kind, never its words: they may hold data. */
export function traced<T>(name: string, what: Traced, work: (span: Span) => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, what, async (span) => {
    try {
      return await work(span)
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      span.setAttribute('error.type', kindOf(error))
      throw error
    } finally {
      span.end()
    }
  })
}

/** The same below the caller's span, where they named one (`traceparent`). */
export function tracedBelow<T>(headers: object, name: string, what: Traced, work: (span: Span) => Promise<T>): Promise<T> {
  return context.with(propagation.extract(context.active(), headers), () => traced(name, what, work))
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error ? String(error.code) : error.name
}

/** Sends traces to a collector from here on, a share of them (0 to 1); what it takes cannot hold anybody up. Answers how to end. */
export async function openTraces(options: { collector: string; share: number; log: Log }): Promise<() => Promise<void>> {
  const [sdk, { OTLPTraceExporter }, { resourceFromAttributes }, { AsyncLocalStorageContextManager }, { W3CTraceContextPropagator }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/core'),
    ])
  const exporter = new OTLPTraceExporter({ url: `${options.collector.replace(/\/$/, '')}/v1/traces` })
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'steward' }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(options.share) }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  trace.setGlobalTracerProvider(provider)
  return async () => {
    await provider.shutdown().catch((error: unknown) => options.log.warn({ err: error }, 'the last traces were not sent'))
    trace.disable()
    propagation.disable()
    context.disable()
  }
}
