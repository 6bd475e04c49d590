# One image for API and console. The database is a server of its own: set DATABASE_URL.
FROM node:24-slim AS build
WORKDIR /app
COPY . .
RUN npm ci && npx nx run-many -t build -p @countersign/api @countersign/console && npm prune --omit=dev

FROM node:24-slim
# Reached under PUBLIC_URL's host name and those of ALLOWED_HOSTS; in production the server wants SESSION_SECRET and,
# with DATABASE_URL, AUDIT_KEY_FILE.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/libs libs
COPY --from=build /app/apps apps
COPY --from=build /app/package.json package.json
RUN mkdir --mode=700 /data /keys && chown node:node /data /keys
USER node
VOLUME /data /keys
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/healthz').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "apps/api/dist/main.js"]
