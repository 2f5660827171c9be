# syntax=docker/dockerfile:1
# The server with the browser client and the fonts. No secret goes in: all come by environment.

FROM rust:1.95-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends cmake nodejs npm \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/source/target \
    cargo xtask setup --for-run \
    && cargo xtask web --release --out /out/web \
    && cargo build --release --locked --package sanfang-api --bin sanfang \
    && mkdir -p /out/bin /out/fonts \
    && cp target/release/sanfang /out/bin/ \
    && cp target/fonts/NotoSans* /out/fonts/

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --home-dir /data sanfang \
    && install --directory --owner=sanfang --group=sanfang /data
COPY --from=build /out/bin/sanfang /usr/local/bin/sanfang
COPY --from=build /out/web /usr/share/sanfang/web
COPY --from=build /out/fonts /usr/share/sanfang/fonts
ENV SANFANG_DATA=/data \
    SANFANG_FONTS=/usr/share/sanfang/fonts \
    SANFANG_LISTEN=0.0.0.0:8080 \
    SANFANG_WEB=/usr/share/sanfang/web
USER sanfang
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/readyz"]
ENTRYPOINT ["sanfang"]
CMD ["serve"]
