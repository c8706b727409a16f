# No test builds this image (docs/operating). Pages and API on 8080; give DATABASE_URL and SECRET_KEY, or mount a volume at /data.
FROM node:24-bookworm-slim
WORKDIR /steward
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY . .
RUN node tools/build-once.ts && mkdir /data && chown node:node /data
USER node
ENV HOST=0.0.0.0 PORT=8080 DATA_DIR=/data DEMONSTRATION=off
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:8080/livez').then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
# Node itself, so that the signal to end reaches it.
CMD ["node", "--max-semi-space-size=4", "server/main.ts"]
